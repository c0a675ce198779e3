/** A browser that came with an address that is used up, or with none: says where a new one is, and that nothing is lost. */
import { useTranslation } from 'react-i18next';
import { StateIcon } from './StateIcon.tsx';

export function NoSession() {
  const { t } = useTranslation();
  return (
    <div className="plain-state" role="alert">
      <StateIcon name="alert" />
      <h1>{t('noSession.headline')}</h1>
      <p>{t('noSession.why')}</p>
      <ul className="no-session-ways">
        <li>{t('noSession.sameBrowser')}</li>
        <li>{t('noSession.newAddress')}</li>
      </ul>
      <p className="quiet">{t('noSession.safe')}</p>
    </div>
  );
}
