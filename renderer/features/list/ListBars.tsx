/** The two bars beneath the toolbar, where they are open: the columns of the list, and its conditions. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { ValueColumn } from '../../../shared/domain/job-list.ts';
import { useAppStore } from '../../store/app-store.ts';
import { arrangeColumns, moveColumn, resetColumns } from '../../store/columns.ts';
import { isComplete } from '../../store/filters.ts';
import { ColumnsBar } from './ColumnsBar.tsx';
import { FilterChips } from './FilterChips.tsx';
import { FilterBar } from './FilterBar.tsx';
import { SearchNote } from './SearchNote.tsx';
import { useFormats } from '../../hooks/use-formats.ts';
import { useJobView } from './use-job-view.ts';

export function ListBars() {
  const { columnsOpen, filterOpen } = useJobView();
  return (
    <>
      {columnsOpen && <Columns />}
      {filterOpen && <Conditions />}
      <FilterChips />
      <SearchNote />
    </>
  );
}

function Columns() {
  const { view } = useAppStore();
  const { columns, pinned } = useJobView();
  return (
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
  );
}

function Conditions() {
  const { view, values } = useAppStore();
  const formats = useFormats();
  const { filters } = useJobView();
  const known = useStore(values.store);
  const offer = useMemo(
    () => ({ known, ask: (column: ValueColumn) => void values.ask(column) }),
    [known, values],
  );
  return (
    <FilterBar
      filters={filters}
      formats={formats}
      offer={offer}
      isComplete={isComplete}
      onChange={(next) => view.change({ filters: next })}
    />
  );
}
