/** The toolbar of the list: what the engine does now, and the ways to search, export and arrange the list. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { EngineStatus } from '../../../shared/contract/contract.ts';
import { isStopped } from '../../../shared/domain/stop.ts';
import { describeStatus, runProgress } from '../../format/status-sentence.ts';
import { useAppStore } from '../../store/app-store.ts';
import { activeFilters } from '../../store/filters.ts';
import { deservesBanner, heldUp, needsSettings } from '../../format/pause.ts';
import { formatRoute } from '../../router.ts';
import { ListSearch } from './ListSearch.tsx';
import { Toolbar } from './Toolbar.tsx';
import { CLOCK_INTERVAL_MS, useNow } from '../../ui/use-now.ts';
import { useRoom } from '../../ui/use-room.ts';
import type { Translate } from '../../locales/i18n.ts';
import type { Way } from './StatusLamp.tsx';
import { useExport } from './use-export.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useJobView } from './use-job-view.ts';
import { useKick } from '../../hooks/use-kick.ts';
import { useStop } from './use-stop.ts';

export function ListToolbar() {
  const { t } = useTranslation();
  const { sync, view, jobPage, clock } = useAppStore();
  const formats = useFormats();
  const now = useNow(clock, CLOCK_INTERVAL_MS);
  const { snapshot, link } = useStore(sync.store);
  const { loading, asOf } = useStore(
    jobPage.store,
    useShallow(({ loading, asOf }) => ({ loading, asOf })),
  );
  const jobView = useJobView();
  const { columns, columnsOpen, filterOpen } = jobView;
  const { small } = useRoom();
  const { kicking, kick } = useKick();
  const { stopping, stop } = useStop();
  const { running, exportList, cancel } = useExport();

  const reload = useCallback(() => void jobPage.load(), [jobPage]);

  if (!snapshot) return null;
  const { status } = snapshot;
  const linkIsLive = link === 'live';
  return (
    <Toolbar
      lamp={describeStatus({ status, linkIsLive, now }, t, formats)}
      progress={linkIsLive ? runProgress(status) : null}
      kicking={kicking}
      stopped={isStopped(status)}
      switching={stopping || (kicking && isStopped(status))}
      way={linkIsLive ? wayOut(status, now, t) : null}
      loading={loading}
      asOf={asOf}
      formats={formats}
      columnCount={columns.length}
      filterCount={activeFilters(jobView).length}
      columnsOpen={columnsOpen}
      filterOpen={filterOpen}
      search={small && <ListSearch />}
      exporting={running}
      onKick={kick}
      onStop={stop}
      onRefresh={reload}
      onColumns={() => view.change({ columnsOpen: !columnsOpen })}
      onFilter={() => view.change({ filterOpen: !filterOpen })}
      onExport={exportList}
      onExportCancel={cancel}
    />
  );
}

/** The one place where what holds up the money can be mended. */
function wayOut(status: EngineStatus, now: number, t: Translate): Way | null {
  const held = heldUp(status);
  if (held && deservesBanner(held, now)) {
    return needsSettings(held)
      ? {
          href: formatRoute({ name: 'settings' }),
          label: t(held.cause === 'not-connected' ? 'attention.connect' : 'attention.signIn'),
        }
      : { href: formatRoute({ name: 'attention' }), label: t('attention.bannerMeaning') };
  }
  return status.attention.count > 0
    ? { href: formatRoute({ name: 'attention' }), label: t('attention.bannerLink') }
    : null;
}
