/** A screen whose data cannot be read. */
import { useTranslation } from 'react-i18next';
import { StateIcon } from './StateIcon.tsx';

export function LoadError({ reason, onReload }: { readonly reason: string; onReload(): void }) {
  const { t } = useTranslation();
  return (
    <div className="plain-state" role="alert">
      <StateIcon name="alert" />
      <h2>{t('grid.error', { reason })}</h2>
      <p className="quiet">{t('grid.errorSafe')}</p>
      <button type="button" className="button button-primary" onClick={onReload}>
        {t('grid.again')}
      </button>
    </div>
  );
}
