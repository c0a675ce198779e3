/** Hands the cells of the list what they show beside their row. */
import { useLayoutEffect, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import type { JobCells, JobCellState } from '../../grid/columns/job-cell.ts';

/** @returns the same store for as long as the screen is there; it holds `state` as of the last render */
export function useJobCells(state: JobCellState): JobCells {
  const [cells] = useState<JobCells>(() => createStore(() => state));
  useLayoutEffect(() => cells.setState(state, true), [cells, state]);
  return cells;
}
