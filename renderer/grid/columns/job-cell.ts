/** The cells of the job list: plain elements that follow their row and its surroundings. */
import type {
  ICellRendererComp,
  ICellRendererParams,
  IHeaderComp,
  IHeaderParams,
} from 'ag-grid-community';
import type { StoreApi } from 'zustand/vanilla';
import type { JobRow } from '../../../shared/domain/job-list.ts';
import type { Formats } from '../../format/formats.ts';
import type { Translate } from '../../locales/i18n.ts';

/** The cells' input beside their row. */
export interface JobCellState {
  readonly t: Translate;
  readonly formats: Formats;
  /** Epoch ms, renewed every few seconds: "in 3 min" counts from here. */
  readonly now: number;
  /** Jobs whose retry is on its way to the backend. */
  readonly retrying: ReadonlySet<number>;
  /** Whether the row is chosen for an action on many. */
  isChosen(id: number): boolean;
  readonly pageChoice: 'all' | 'some' | 'none';
  onChoose(id: number, how: 'toggle' | 'extend'): void;
  onChoosePage(): void;
  onDetails(id: number): void;
  onRetry(id: number): void;
}

/** The grid's `context`: cells follow it by themselves, so that the grid has nothing to draw when it changes. */
export type JobCells = StoreApi<JobCellState>;

/** The elements of a cell and their update, which touches only differences. */
interface View<Draw> {
  readonly element: HTMLElement;
  readonly draw: Draw;
}
type CellView = View<(row: JobRow, state: JobCellState) => void>;
type HeaderView = View<(state: JobCellState) => void>;

type Params = ICellRendererParams<JobRow, unknown, JobCells>;

/** @param create makes the elements of one cell; `row` answers with the row that the cell shows now */
export function jobCell(create: (row: () => JobRow, cells: JobCells) => CellView) {
  return class JobCell implements ICellRendererComp<JobRow> {
    #row!: JobRow;
    #view!: CellView;
    #cells!: JobCells;
    #unfollow!: () => void;

    init(params: Params): void {
      this.#row = rowOf(params);
      this.#cells = params.context;
      this.#view = create(() => this.#row, this.#cells);
      this.#unfollow = this.#cells.subscribe(() => this.#draw());
      this.#draw();
    }

    getGui(): HTMLElement {
      return this.#view.element;
    }

    refresh(params: Params): boolean {
      const row = rowOf(params);
      // A key that was meant for the button of one job must not press that of another.
      const { element } = this.#view;
      if (row.id !== this.#row.id && element.contains(document.activeElement)) {
        element.closest<HTMLElement>('.ag-cell')?.focus();
      }
      this.#row = row;
      this.#draw();
      return true;
    }

    destroy(): void {
      this.#unfollow();
    }

    #draw(): void {
      this.#view.draw(this.#row, this.#cells.getState());
    }
  };
}

/** AG Grid's type knows rows of groups, too, which have no data. */
function rowOf({ data }: Params): JobRow {
  if (!data) throw new Error('A row of the list has no job');
  return data;
}

/** @param create makes the elements of the heading */
export function jobHeader(create: (cells: JobCells) => HeaderView) {
  return class JobHeader implements IHeaderComp {
    #view!: HeaderView;
    #unfollow!: () => void;

    init({ context }: IHeaderParams<JobRow, JobCells>): void {
      this.#view = create(context);
      this.#unfollow = context.subscribe(this.#view.draw);
      this.#view.draw(context.getState());
    }

    getGui(): HTMLElement {
      return this.#view.element;
    }

    refresh(): boolean {
      return true;
    }

    destroy(): void {
      this.#unfollow();
    }
  };
}
