/** The rows of the list, or the message in their place. */
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { JobColumn, JobRow } from '../../../shared/domain/job-list.ts';
import { localDay, MINUTE } from '../../../shared/domain/time.ts';
import { isChanged, isShipped } from '../../../shared/domain/views.ts';
import { jobColumns, SELECT_COLUMN, widthOfColumns } from '../../grid/columns/jobs.ts';
import { DataGrid } from '../../grid/DataGrid.tsx';
import type { GridSort } from '../../grid/grid-props.ts';
import type { Formats } from '../../format/formats.ts';
import { memoizeTranslate, type Translate } from '../../locales/i18n.ts';
import { navigate } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { isSameSort } from '../../store/columns.ts';
import { activeFilters } from '../../store/filters.ts';
import { ListState } from './ListState.tsx';
import { NewRows } from './NewRows.tsx';
import { CLOCK_INTERVAL_MS, useNow } from '../../ui/use-now.ts';
import { useMedia } from '../../ui/use-room.ts';
import { CellMenuHost, useCellMenu } from './CellMenuHost.tsx';
import { RowsArea } from './RowsArea.tsx';
import { useJobCells } from './use-job-cells.ts';
import { useRowChoice } from './use-selection.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useJobView } from './use-job-view.ts';
import { useRetry } from '../../hooks/use-retry.ts';

/** Their cells hold buttons and boxes, no value. */
const COLUMNS_WITHOUT_MENU: readonly string[] = ['details', 'retry', SELECT_COLUMN];

const rowId = (row: JobRow) => String(row.id);
const openJob = (row: JobRow) => navigate({ name: 'job', id: row.id });
const openDetails = (id: number) => navigate({ name: 'job', id });

export function ListRows() {
  const { jobPage } = useAppStore();
  const hasRows = useStore(jobPage.store, ({ rows }) => rows.length > 0);
  return hasRows ? <Rows /> : <NoRows />;
}

function Rows() {
  const { t } = useTranslation();
  const { view, jobPage } = useAppStore();
  const { rows, news } = useStore(
    jobPage.store,
    useShallow(({ rows, news }) => ({ rows, news })),
  );
  const { page, currentJob, isRestored } = useStore(
    view.store,
    useShallow(({ page, currentJob, isRestored }) => ({ page, currentJob, isRestored })),
  );
  const { sort, filters, search, pageSize } = useJobView();
  const words = useMemo(() => memoizeTranslate(t), [t]);
  const texts = useMemo(
    () => ({
      ariaSortableColumn: t('grid.enterSorts'),
      // The grid means its mark of the row at hand; the key ticks the box.
      ariaRowSelect: t('grid.spaceTicks'),
      ariaRowDeselect: t('grid.spaceTicks'),
    }),
    [t],
  );
  const columns = useColumns(words);
  const choice = useRowChoice();
  const cells = useCells(words, choice.cells);
  const menu = useCellMenu();

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

  return (
    <RowsArea>
      <NewRows
        count={news?.count ?? null}
        newestFirst={newestFirst}
        onShow={(byKeyboard) => void showNews(byKeyboard)}
      />
      <DataGrid<JobRow>
        label={t('grid.label')}
        texts={texts}
        rows={rows}
        rowId={rowId}
        columns={columns}
        sort={sort}
        context={cells}
        currentRow={currentJob === null ? null : String(currentJob)}
        focusesCurrent={!isRestored}
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
        menuless={COLUMNS_WITHOUT_MENU}
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
  );
}

/** The columns as they are arranged; the same ones until something about them changes. */
function useColumns(words: Translate) {
  const { jobPage, clock } = useAppStore();
  const formats = useFormats();
  const { columns, pinned, widths } = useJobView();
  // With a new day "today" is another one.
  const today = localDay(useNow(clock, MINUTE), formats.timeZone);
  // All jobs count, not those of this page: the columns must not change their widths when pages are turned.
  const idDigits = useStore(jobPage.store, ({ newestId }) => String(newestId).length);
  const amount = useLongestAmount(formats);
  const lengths = useMemo(() => ({ id: idDigits, amount }), [idDigits, amount]);
  const { language } = formats;
  const isRoomy = useMedia(`(min-width: ${widthOfColumns(columns, widths, language, lengths)}px)`);
  return useMemo(
    () => jobColumns({ columns, pinned, widths, isRoomy, lengths, t: words, formats, clock }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the day is what the clock is read for
    [columns, pinned, widths, isRoomy, lengths, words, formats, clock, today],
  );
}

/** Characters; of all that were shown since the list is there, so that the column never becomes narrower by itself. */
function useLongestAmount(formats: Formats): number {
  const { jobPage } = useAppStore();
  const shown = useStore(jobPage.store, ({ rows }) =>
    Math.max(0, ...rows.map(({ amount, currency }) => formats.money(amount, currency).length)),
  );
  const [longest, setLongest] = useState(shown);
  if (shown > longest) setLongest(shown);
  return Math.max(shown, longest);
}

/** The cells' input beside their row. */
function useCells(words: Translate, choice: ReturnType<typeof useRowChoice>['cells']) {
  const { clock } = useAppStore();
  const formats = useFormats();
  const now = useNow(clock, CLOCK_INTERVAL_MS);
  const { retrying, retry } = useRetry();
  return useJobCells(
    useMemo(
      () => ({
        t: words,
        formats,
        now,
        retrying,
        onDetails: openDetails,
        onRetry: retry,
        ...choice,
      }),
      [words, formats, now, retrying, retry, choice],
    ),
  );
}

function NoRows() {
  const { view, jobPage } = useAppStore();
  const list = useStore(jobPage.store);
  const preferences = useStore(view.store, (state) => state.preferences);
  const { currentView, jobView } = preferences;
  const search = jobView.search.trim();
  const filters = activeFilters(jobView).length;
  const shippedAlone = isShipped(currentView) && !isChanged(preferences) ? currentView : null;
  return (
    <ListState
      error={list.error}
      loading={list.asOf === null || list.loading}
      hidden={filters > 0 || search !== '' ? list.all : 0}
      asked={{ search, filters, view: shippedAlone }}
      onReload={() => void jobPage.load()}
      onClearFilters={() =>
        shippedAlone === null ? view.change({ filters: [], search: '' }) : view.select('all')
      }
    />
  );
}
