/** The list before the first document: where the tills deliver, and the way there. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatRoute } from '../../router.ts';
import { useOpenExport } from '../../hooks/use-open-export.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { StateIcon } from '../../ui/StateIcon.tsx';
import './EmptyList.css';

export function EmptyList() {
  const { t } = useTranslation();
  const { client, sync } = useAppStore();
  const failed = useFailed('stores.failed');
  const openExport = useOpenExport();
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
      <p className="quiet">{t('grid.emptyDrop')}</p>
      <div className="empty-acts">
        <button type="button" className="button button-primary" onClick={openExport}>
          {t('handOver.open')}
        </button>
        {inbox?.opens && (
          <button type="button" className="button button-outline" onClick={open}>
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
