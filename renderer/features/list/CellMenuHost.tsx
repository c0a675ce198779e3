/** The menu of the list's cells: what it offers, and what its items do. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import {
  JOB_COLUMN_NAMES,
  type Condition,
  type JobColumn,
} from '../../../shared/domain/job-list.ts';
import type { MenuCell } from '../../grid/cell-menu.ts';
import { useAppStore } from '../../store/app-store.ts';
import { cellFilter, withCellFilter } from './cell-filter.ts';
import { CellMenu } from './CellMenu.tsx';
import { MAX_CONDITIONS } from './filter-choices.ts';
import { useFormats } from '../../hooks/use-formats.ts';

/** @returns the cell whose menu is open, and how to open it. */
export function useCellMenu() {
  const [cell, setCell] = useState<MenuCell | null>(null);
  const close = useCallback(() => setCell(null), []);
  return { cell, open: setCell, close };
}

export function CellMenuHost({ cell, onClose }: { readonly cell: MenuCell; onClose(): void }) {
  const { t } = useTranslation();
  const { view, jobPage, notices } = useAppStore();
  const formats = useFormats();
  const filters = useStore(view.store, (state) => state.preferences.jobView.filters);
  // The row as it was when the menu was opened: what one reads in the menu stays what it does.
  const [row] = useState(() =>
    jobPage.store.getState().rows.find(({ id }) => String(id) === cell.rowId),
  );
  const column = JOB_COLUMN_NAMES.find((name): name is JobColumn => name === cell.column);
  const filter = row && column && cellFilter(row, column, { filters, formats, t });
  if (!filter || (filter.text === '' && filter.only === null)) return null;

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
      onClose={onClose}
    />
  );
}
