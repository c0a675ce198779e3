/** The list before the first document: where the tills deliver, and the way there. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatRoute } from '../../router.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { StateIcon } from '../../ui/StateIcon.tsx';
import './EmptyList.css';

export function EmptyList() {
  const { t } = useTranslation();
  const { client, sync } = useAppStore();
  const failed = useFailed('stores.failed');
  const inbox = useStore(sync.store, ({ snapshot }) => snapshot?.inbox ?? null);

  function open(): void {
    client.call('folders.open').catch(failed);
  }

  return (
    <div className="plain-state" role="status">
      <StateIcon name="inbox" />
      <h2>{t('grid.emptyHeadline')}</h2>
      <p>{t('grid.emptyText')}</p>
      {inbox === null ? (
        <p className="quiet">{t('grid.emptyNoFolder')}</p>
      ) : (
        <>
          <p className="quiet">{t('grid.emptyFolder')}</p>
          <p className="empty-folder">
            <code>{inbox.folder}</code>
            <CopyButton text={inbox.folder} label={t('grid.emptyCopy')} />
          </p>
        </>
      )}
      <div className="empty-acts">
        {inbox?.opens && (
          <button type="button" className="button button-primary" onClick={open}>
            {t('grid.emptyOpen')}
          </button>
        )}
        <a className="button button-text" href={formatRoute({ name: 'settings' })}>
          {t('grid.emptyOther')}
        </a>
      </div>
    </div>
  );
}
