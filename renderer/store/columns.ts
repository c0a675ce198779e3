/** Order, pins and sort of the list's columns. */
import type { JobColumn, JobSort } from '../../shared/domain/job-list.ts';
import { DEFAULT_JOB_VIEW, type JobView } from '../../shared/domain/preferences.ts';

/** Puts a column before or after another one. */
export function moveColumn(
  columns: readonly JobColumn[],
  moved: JobColumn,
  target: JobColumn,
  position: 'before' | 'after',
): JobColumn[] {
  if (moved === target) return [...columns];
  const rest = columns.filter((column) => column !== moved);
  const index = rest.indexOf(target) + (position === 'after' ? 1 : 0);
  return [...rest.slice(0, index), moved, ...rest.slice(index)];
}

/** Pinned columns come first, in the order in which they stand. */
export function arrangeColumns(
  columns: readonly JobColumn[],
  pinned: readonly JobColumn[],
): Pick<JobView, 'columns' | 'pinned'> {
  const left = columns.filter((column) => pinned.includes(column));
  return {
    columns: [...left, ...columns.filter((column) => !left.includes(column))],
    pinned: left,
  };
}

export function resetColumns(): Pick<JobView, 'columns' | 'pinned' | 'widths'> {
  return { columns: DEFAULT_JOB_VIEW.columns, pinned: [], widths: {} };
}

export function isSameSort(a: JobSort, b: JobSort): boolean {
  return a.column === b.column && a.direction === b.direction;
}
