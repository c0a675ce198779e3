/** Banners that every screen must show: the program does not answer, the import waits for a person, a folder cannot be used. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { formatRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { FolderBanner } from './FolderProblems.tsx';

/** @param props.hasNeeds false: the screen itself is about what needs a person */
export function StateBanners({ hasNeeds }: { readonly hasNeeds: boolean }) {
  const { t } = useTranslation();
  const { sync } = useAppStore();
  const { isThere, isSetup, openProblems, link } = useStore(
    sync.store,
    useShallow(({ snapshot, link }) => ({
      isThere: snapshot !== null,
      isSetup: snapshot?.setupOpen ?? false,
      openProblems: snapshot?.openProblems ?? 0,
      link,
    })),
  );
  if (!isThere) return null;
  return (
    <>
      {link === 'lost' && (
        <div className="banner" role="alert">
          <strong>{t('link.lost')}</strong>
          <span>{t('link.lostDetail')}</span>
          <button
            type="button"
            className="button button-small button-outline"
            onClick={sync.retryNow}
          >
            {t('boot.retry')}
          </button>
        </div>
      )}
      {!isSetup && hasNeeds && openProblems > 0 && (
        <div className="banner" role="status">
          <strong>{t('problems.banner', { count: openProblems })}</strong>
          <span>{t('problems.bannerSafe')}</span>
          <a href={formatRoute({ name: 'attention' })}>{t('problems.bannerLink')}</a>
        </div>
      )}
      {!isSetup && hasNeeds && <FolderBanner />}
    </>
  );
}
