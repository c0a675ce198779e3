/** The toolbar of the list: what the engine does now, and the ways to search, export and arrange the list. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { isStopped } from '../../../shared/domain/stop.ts';
import { describeStatus, runProgress } from '../../format/status-sentence.ts';
import { useAppStore } from '../../store/app-store.ts';
import { activeFilters } from '../../store/filters.ts';
import { SearchBox } from './SearchBox.tsx';
import { Toolbar } from './Toolbar.tsx';
import { CLOCK_INTERVAL_MS, useNow } from '../../ui/use-now.ts';
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
  const { columns, search, columnsOpen, filterOpen } = jobView;
  const { kicking, kick } = useKick();
  const { stopping, stop } = useStop();
  const { running, exportList, cancel } = useExport();

  const onSearch = useCallback((text: string) => view.change({ search: text }), [view]);
  const reload = useCallback(() => void jobPage.load(), [jobPage]);

  if (!snapshot) return null;
  const { status } = snapshot;
  const linkIsLive = link === 'live';
  return (
    <Toolbar
      lamp={describeStatus({ status, linkIsLive, now }, t, formats)}
      progress={linkIsLive ? runProgress(status) : null}
      kicking={kicking}
      stoppable={status.running && !isStopped(status) && !stopping}
      loading={loading}
      asOf={asOf}
      formats={formats}
      columnCount={columns.length}
      filterCount={activeFilters(jobView).length}
      columnsOpen={columnsOpen}
      filterOpen={filterOpen}
      search={<SearchBox value={search} onSearch={onSearch} />}
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
