/** The window without its program: says that nothing is lost, why it fails, and offers to try again. */
import { useTranslation } from 'react-i18next';

export function BootError({ reason, onRetry }: { readonly reason: string; onRetry(): void }) {
  const { t } = useTranslation();
  return (
    <div className="plain-state" role="alert">
      <h1>{t('boot.headline')}</h1>
      <p>{t('boot.safe')}</p>
      <p className="quiet">{t('boot.next')}</p>
      <button type="button" className="button button-primary" onClick={onRetry}>
        {t('boot.retry')}
      </button>
      <p className="quiet">{t('boot.who')}</p>
      <code>{reason}</code>
    </div>
  );
}
