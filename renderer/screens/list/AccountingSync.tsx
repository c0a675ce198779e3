/** The tab BUCHHALTUNGS-SYNC: toolbar, the two bars, the list of jobs, and its pages. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { JobColumn, JobRow, ValueColumn } from '../../../shared/domain/job-list.ts';
import { isStopped } from '../../../shared/domain/stop.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { describeStatus, runProgress } from '../../format/status-sentence.ts';
import { jobColumns, SELECT_COLUMN, widthOfColumns } from '../../grid/columns/jobs.ts';
import { DataGrid } from '../../grid/DataGrid.tsx';
import type { GridSort } from '../../grid/grid-props.ts';
import { remembering } from '../../locales/i18n.ts';
import { navigate, replaceRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import {
  activeFilters,
  arrangeColumns,
  isComplete,
  isSameSort,
  moveColumn,
  resetColumns,
} from '../../store/view.ts';
import { isChanged, isShipped } from '../../../shared/domain/views.ts';
import { hasSelection } from '../../store/selection.ts';
import { ColumnsBar } from '../../ui/list/ColumnsBar.tsx';
import { FilterBar } from '../../ui/list/FilterBar.tsx';
import { ExportButton } from '../../ui/list/ExportButton.tsx';
import { ListState } from '../../ui/ListState.tsx';
import { NewRows } from '../../ui/list/NewRows.tsx';
import { Pager } from '../../ui/list/Pager.tsx';
import { SearchBox } from '../../ui/list/SearchBox.tsx';
import { SelectionBar } from '../../ui/list/SelectionBar.tsx';
import { Toolbar } from '../../ui/list/Toolbar.tsx';
import { ViewsBar } from '../../ui/list/ViewsBar.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useMedia } from '../../ui/use-room.ts';
import { useFormats, useKick, useRetry, useStop } from './use-window.ts';
import { CellMenuHost, useCellMenu } from './CellMenuHost.tsx';
import { useExport } from './use-export.ts';
import { RowsArea } from './RowsArea.tsx';
import { useJobCells } from './use-job-cells.ts';
import { useSelection } from './use-selection.ts';

/** How often "in 3 min" is counted anew. */
const CLOCK_INTERVAL_MS = 10 * SECOND;

/** Their cells hold buttons and boxes, no value. */
const MENULESS: readonly string[] = ['details', 'retry', SELECT_COLUMN];

const rowId = (row: JobRow) => String(row.id);
const openJob = (row: JobRow) => navigate({ name: 'job', id: row.id });
const openDetails = (id: number) => navigate({ name: 'job', id });

export function AccountingSync() {
  const { t } = useTranslation();
  const { sync, view, jobPage, values, clock } = useAppStore();
  const formats = useFormats();
  const now = useNow(clock, CLOCK_INTERVAL_MS);
  const { snapshot, link } = useStore(sync.store);
  const { preferences, page, currentJob, isOfBefore, replaced } = useStore(view.store);
  const list = useStore(jobPage.store);
  const known = useStore(values.store);
  const { jobView } = preferences;
  const { columns, pinned, widths, sort, filters, search, pageSize } = jobView;
  const { kicking, kick } = useKick();
  const { stopping, stop } = useStop();
  const { retrying, retry } = useRetry();
  const choice = useSelection();
  const menu = useCellMenu();
  const { running, exportList, exportSelection, cancel } = useExport();

  const { currentView } = preferences;
  useEffect(
    () => replaceRoute({ name: 'jobs', page, ...(currentView !== 'all' && { view: currentView }) }),
    [page, currentView],
  );

  const words = useMemo(() => remembering(t), [t]);
  // Of all jobs, not of this page: the columns must not change their widths when pages are turned.
  const idDigits = String(list.newestId).length;
  const { language } = formats;
  const isRoomy = useMedia(`(min-width: ${widthOfColumns(columns, widths, language, idDigits)}px)`);
  const columnDefs = useMemo(
    () => jobColumns({ columns, pinned, widths, isRoomy, idDigits, t: words, formats }),
    [columns, pinned, widths, isRoomy, idDigits, words, formats],
  );
  const cells = useJobCells(
    useMemo(
      () => ({
        t: words,
        formats,
        now,
        retrying,
        onDetails: openDetails,
        onRetry: retry,
        ...choice.cells,
      }),
      [words, formats, now, retrying, retry, choice.cells],
    ),
  );

  const onSort = useCallback(
    ({ column, direction }: GridSort) => {
      const next = { column: column as JobColumn, direction };
      if (!isSameSort(next, view.store.getState().preferences.jobView.sort)) {
        view.change({ sort: next });
      }
    },
    [view],
  );
  const onColumnOrder = useCallback(
    (order: string[]) =>
      view.change({ columns: order.filter((each) => each !== SELECT_COLUMN) as JobColumn[] }),
    [view],
  );
  const onColumnWidth = useCallback(
    (column: string, width: number) =>
      view.change({
        widths: { ...view.store.getState().preferences.jobView.widths, [column]: width },
      }),
    [view],
  );
  const onCurrentRow = useCallback(
    (id: string) => view.remember({ currentJob: Number(id) }),
    [view],
  );
  const onPlace = useCallback(
    (scroll: { top: number; left: number }) => view.remember({ scroll }),
    [view],
  );
  const showAll = useCallback(() => view.select('all'), [view]);
  const clearFilters = useCallback(() => view.change({ filters: [], search: '' }), [view]);
  const onSearch = useCallback((text: string) => view.change({ search: text }), [view]);
  const offer = useMemo(
    () => ({ known, ask: (column: ValueColumn) => void values.ask(column) }),
    [known, values],
  );
  const reload = useCallback(() => void jobPage.load(), [jobPage]);

  const newestFirst =
    sort.direction === 'desc' && (sort.column === 'id' || sort.column === 'createdAt');
  const [reveal, setReveal] = useState({ count: 0, byKeyboard: false });
  const showNews = useCallback(
    async (byKeyboard: boolean) => {
      if (newestFirst) view.setPage(0);
      await jobPage.load();
      setReveal(({ count }) => ({ count: count + 1, byKeyboard }));
    },
    [newestFirst, view, jobPage],
  );

  if (!snapshot) return null;
  const lamp = describeStatus(
    { status: snapshot.status, linkIsLive: link === 'live', now },
    t,
    formats,
  );
  const active = activeFilters(jobView);
  const shippedAlone = isShipped(currentView) && !isChanged(preferences) ? currentView : null;
  const showsRows = list.rows.length > 0;

  return (
    <>
      <h1 className="visually-hidden">{t('app.tabSync')}</h1>
      <Toolbar
        lamp={lamp}
        progress={link === 'live' ? runProgress(snapshot.status) : null}
        kicking={kicking}
        stoppable={snapshot.status.running && !isStopped(snapshot.status) && !stopping}
        loading={list.loading}
        asOf={list.asOf}
        formats={formats}
        columnCount={columns.length}
        filterCount={active.length}
        columnsOpen={jobView.columnsOpen}
        filterOpen={jobView.filterOpen}
        search={<SearchBox value={search} onSearch={onSearch} />}
        exporting={running}
        onKick={kick}
        onStop={stop}
        onRefresh={reload}
        onColumns={() => view.change({ columnsOpen: !jobView.columnsOpen })}
        onFilter={() => view.change({ filterOpen: !jobView.filterOpen })}
        onExport={exportList}
        onExportCancel={cancel}
      />
      <ViewsBar
        current={currentView}
        own={preferences.views.map(({ name }) => name)}
        isChanged={isChanged(preferences)}
        unread={preferences.unread.length}
        canTakeBack={replaced !== null}
        onSelect={view.select}
        onTakeBack={view.takeBack}
        onSaveAs={view.saveAs}
        onRename={view.rename}
        onRemove={view.remove}
      />
      {jobView.columnsOpen && (
        <ColumnsBar
          columns={columns}
          pinned={pinned}
          onShow={(column) => view.change({ columns: [...columns, column] })}
          onHide={(column) =>
            view.change(
              arrangeColumns(
                columns.filter((each) => each !== column),
                pinned,
              ),
            )
          }
          onMove={(moved, target, position) =>
            view.change(arrangeColumns(moveColumn(columns, moved, target, position), pinned))
          }
          onPin={(column, isPinned) =>
            view.change(
              arrangeColumns(
                columns,
                isPinned ? [...pinned, column] : pinned.filter((each) => each !== column),
              ),
            )
          }
          onReset={() => view.change(resetColumns())}
        />
      )}
      {jobView.filterOpen && (
        <FilterBar
          filters={filters}
          formats={formats}
          offer={offer}
          isComplete={isComplete}
          onChange={(next) => view.change({ filters: next })}
        />
      )}
      {showsRows ? (
        <RowsArea>
          <NewRows
            count={list.news?.count ?? null}
            newestFirst={newestFirst}
            onShow={(byKeyboard) => void showNews(byKeyboard)}
          />
          <DataGrid<JobRow>
            label={t('grid.label')}
            rows={list.rows}
            rowId={rowId}
            columns={columnDefs}
            sort={sort}
            context={cells}
            currentRow={currentJob === null ? null : String(currentJob)}
            focusesCurrent={!isOfBefore}
            place={view.store.getState().scroll}
            reveal={reveal}
            question={`${page} ${pageSize} ${sort.column} ${sort.direction} ${JSON.stringify([filters, search])}`}
            onCurrentRow={onCurrentRow}
            onPlace={onPlace}
            onSort={onSort}
            onColumnOrder={onColumnOrder}
            onColumnWidth={onColumnWidth}
            onOpen={openJob}
            onChoose={choice.onChoose}
            onChoosePage={choice.cells.onChoosePage}
            onMenu={menu.open}
            menuless={MENULESS}
            menuLabel={t('cell.open')}
          />
          {menu.cell && (
            <CellMenuHost
              key={`${menu.cell.rowId} ${menu.cell.column}`}
              cell={menu.cell}
              onClose={menu.close}
            />
          )}
        </RowsArea>
      ) : (
        <ListState
          error={list.error}
          loading={list.asOf === null || list.loading}
          hidden={active.length > 0 || search.trim() !== '' ? list.all : 0}
          asked={{ search: search.trim(), filters: active.length, view: shippedAlone }}
          dataFolder={snapshot.dataFolder}
          onReload={reload}
          onClearFilters={shippedAlone === null ? clearFilters : showAll}
        />
      )}
      {hasSelection(choice.state) && (
        <SelectionBar
          count={choice.state.kind === 'matching' ? null : choice.state.ids.size}
          total={list.total}
          totalIsExact={list.exact}
          exporter={
            <ExportButton
              isSelection
              running={running}
              formats={formats}
              onExport={exportSelection}
              onCancel={cancel}
            />
          }
          onAction={choice.act}
          onMatching={choice.chooseMatching}
          onClear={choice.clear}
        />
      )}
      <Pager
        page={page}
        pageSize={pageSize}
        total={list.total}
        totalIsExact={list.exact}
        onPage={view.setPage}
        onPageSize={(size) => view.change({ pageSize: size })}
      />
    </>
  );
}
