/** The menu of the list's cells: what it offers, and what its items do. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import {
  canRetry,
  JOB_COLUMN_NAMES,
  type Condition,
  type JobColumn,
} from '../../../shared/domain/job-list.ts';
import type { MenuCell } from '../../grid/cell-menu.ts';
import { statusOf } from '../../../shared/domain/states.ts';
import { useRetry } from '../../hooks/use-retry.ts';
import { navigate } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { cellFilter, withCellFilter } from './cell-filter.ts';
import { CellMenu } from './CellMenu.tsx';
import { MAX_CONDITIONS } from './filter-choices.ts';
import { useFormats } from '../../hooks/use-formats.ts';

/** Beside sending again; left out where the job is in that state already. */
const ROW_ACTIONS = [
  { action: 'hold', icon: 'pause', states: ['on-hold', 'excluded'] as readonly string[] },
  { action: 'exclude', icon: 'minus', states: ['excluded'] as readonly string[] },
] as const;

/** @returns the cell whose menu is open, and how to open it. */
export function useCellMenu() {
  const [cell, setCell] = useState<MenuCell | null>(null);
  const close = useCallback(() => setCell(null), []);
  return { cell, open: setCell, close };
}

export function CellMenuHost({ cell, onClose }: { readonly cell: MenuCell; onClose(): void }) {
  const { t } = useTranslation();
  const { view, jobPage, notices, bulk } = useAppStore();
  const { retry } = useRetry();
  const formats = useFormats();
  const filters = useStore(view.store, (state) => state.preferences.jobView.filters);
  // The row as it was when the menu was opened: what one reads in the menu stays what it does.
  const [row] = useState(() =>
    jobPage.store.getState().rows.find(({ id }) => String(id) === cell.rowId),
  );
  const column = JOB_COLUMN_NAMES.find((name): name is JobColumn => name === cell.column);
  const filter = row && column && cellFilter(row, column, { filters, formats, t });
  if (!row || !filter) return null;
  const { id } = row;
  const isPending = statusOf(row.state) === 'pending';

  function addFilter(condition: Condition): void {
    const next = withCellFilter(view.store.getState().preferences.jobView.filters, condition);
    if (next) view.change({ filters: next, filterOpen: true });
  }

  function copy(text: string): void {
    navigator.clipboard.writeText(text).then(
      () => notices.show('good', t('cell.copied', { value: text })),
      () => notices.show('bad', t('cell.copyFailed')),
    );
  }

  return (
    <CellMenu
      anchor={cell.anchor}
      column={t(`column.${column}`)}
      filter={filter}
      hasRoom={filters.length < MAX_CONDITIONS}
      onFilter={addFilter}
      onCopy={copy}
      actions={[
        {
          icon: 'search',
          label: t('cell.details'),
          run: () => navigate({ name: 'job', id }),
        },
        ...(canRetry(row)
          ? [{ icon: 'retry' as const, label: t('row.retry'), run: () => retry(id) }]
          : []),
        ...(isPending
          ? ROW_ACTIONS.filter(({ states }) => !states.includes(row.state)).map(
              ({ action, icon }) => ({
                icon,
                label: t(`bulk.${action}.verb`),
                run: () => bulk.open(action, { kind: 'jobs', ids: [id] }),
              }),
            )
          : []),
      ]}
      onClose={onClose}
    />
  );
}
