/** The columns of the job list: the eleven of the original in its order, the amount among them, and further ones. */
import type { ColDef, ITooltipParams, ValueFormatterParams } from 'ag-grid-community';
import {
  JOB_COLUMNS,
  messageOf,
  type JobColumn,
  type JobRow,
} from '../../../shared/domain/job-list.ts';
import { statusOfJob } from '../../../shared/domain/states.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import type { Formats } from '../../format/formats.ts';
import { paymentTextToWords } from '../../format/payment.ts';
import type { Translate } from '../../locales/i18n.ts';
import { reasonOf } from '../../../shared/domain/row-reason.ts';
import { DetailsCell } from './details-cell.ts';
import { MessageCell } from './message-cell.ts';
import { numberCell } from './number-cell.ts';
import { RetryCell } from './retry-cell.ts';
import { SelectCell, SelectHeader } from './select-cell.ts';
import { StatusCell } from './status-cell.ts';
import { textScale } from '../theme.ts';

const NUMBER_CELLS = {
  billNumber: numberCell('billNumber'),
  invoiceNumber: numberCell('invoiceNumber'),
  postingNumber: numberCell('postingNumber'),
};

/** The boxes at the left edge; no column of the data, hence not among those that can be hidden or moved. */
export const SELECT_COLUMN = 'select';
const SELECT_WIDTH_PX = 36;

function selectColumn(t: Translate): ColDef<JobRow> {
  return {
    colId: SELECT_COLUMN,
    headerName: t('selection.column'),
    headerComponent: SelectHeader,
    cellRenderer: SelectCell,
    ...WHOLE_ROW_CONTENT,
    width: SELECT_WIDTH_PX * textScale(),
    minWidth: SELECT_WIDTH_PX * textScale(),
    flex: null,
    pinned: 'left',
    lockPosition: 'left',
    resizable: false,
    sortable: false,
    cellClass: 'cell-select',
    headerClass: 'cell-select',
  };
}

interface Size {
  /** Pixels; by language where the words differ much in length. */
  readonly width: number | Readonly<Record<Language, number>>;
  /** Columns that may grow: what is left over is shared among them, up to these widths and beyond in proportion. */
  readonly wide?: number;
}

/** The twelve of the default view fit a window of 1280 pixels. */
const SIZES: Readonly<Record<JobColumn, Size>> = {
  id: { width: 56 },
  createdAt: { width: 82, wide: 98 },
  modifiedAt: { width: 82, wide: 98 },
  type: { width: { de: 130, en: 106 } },
  status: { width: { de: 146, en: 136 }, wide: 152 },
  message: { width: 156, wide: 205 },
  lastCheckAt: { width: 82, wide: 98 },
  details: { width: { de: 80, en: 118 } },
  retry: { width: { de: 112, en: 100 } },
  billNumber: { width: 94, wide: 154 },
  invoiceNumber: { width: { de: 97, en: 98 } },
  state: { width: 150 },
  amount: { width: 105 },
  currency: { width: 90 },
  businessDay: { width: 100 },
  store: { width: 110 },
  payDesk: { width: 110 },
  paymentType: { width: 120 },
  cause: { width: 180 },
  postingNumber: { width: 122 },
  dueAt: { width: 98 },
  reference: { width: 200 },
  closing: { width: 120 },
};

const NUMERIC_COLUMNS: readonly JobColumn[] = ['amount'];
/** Cells that are more than a line of text. */
const BLOCK_COLUMNS: readonly JobColumn[] = [
  'status',
  'message',
  'details',
  'retry',
  'billNumber',
  'invoiceNumber',
  'postingNumber',
];
const INSTANT_COLUMNS: readonly JobColumn[] = ['createdAt', 'modifiedAt', 'lastCheckAt', 'dueAt'];

/** The box column, and the bar at the edge where the system shows one. */
const EDGE_WIDTH_PX = SELECT_WIDTH_PX + 18;
/** A digit with `tabular-nums`. */
const DIGIT_WIDTH_PX = 8;
/** `-123.456,78 €`, and the like in other currencies. */
const USUAL_AMOUNT_LENGTH = 15;
/** On both sides together. */
const CELL_PADDING_PX = 16;

type Widths = Partial<Record<JobColumn, number | undefined>>;

/** Characters of the longest texts in columns where a shortened one would say something else. */
export interface Lengths {
  readonly id: number;
  readonly amount: number;
}

function widthOf(column: JobColumn, widths: Widths, language: Language, lengths: Lengths): number {
  const chosen = widths[column];
  if (chosen !== undefined) return chosen;
  const { width } = SIZES[column];
  const usual = typeof width === 'number' ? width : width[language];
  const needed =
    column === 'id' || column === 'amount' ? CELL_PADDING_PX + lengths[column] * DIGIT_WIDTH_PX : 0;
  // An amount has signs that are narrower than a digit: the usual width holds those of a shop.
  const isUsual = column === 'amount' && lengths.amount <= USUAL_AMOUNT_LENGTH;
  return Math.max(usual, isUsual ? 0 : needed) * textScale();
}

/** Pixels that the columns need; with more of them there is something to share out. */
export function widthOfColumns(
  columns: readonly JobColumn[],
  widths: Widths,
  language: Language,
  lengths: Lengths,
): number {
  return columns.reduce(
    (sum, column) => sum + widthOf(column, widths, language, lengths),
    EDGE_WIDTH_PX * textScale(),
  );
}

export interface JobColumnOptions {
  readonly columns: readonly JobColumn[];
  readonly pinned: readonly JobColumn[];
  readonly widths: Widths;
  /** The window is wider than the columns, so that some of them grow. */
  readonly isRoomy: boolean;
  readonly lengths: Lengths;
  readonly t: Translate;
  readonly formats: Formats;
  /** Epoch ms: times are told from here. */
  readonly clock: () => number;
}

export function jobColumns({
  columns,
  pinned,
  widths,
  isRoomy,
  lengths,
  t,
  formats,
  clock,
}: JobColumnOptions) {
  const shown = columns.map((column): ColDef<JobRow> => {
    const { wide } = SIZES[column];
    const width = widthOf(column, widths, formats.language, lengths);
    const numeric = NUMERIC_COLUMNS.includes(column);
    const isPinned = pinned.includes(column);
    return {
      colId: column,
      headerName: t(`column.${column}`),
      headerTooltip: t(`column.${column}`),
      sortable: JOB_COLUMNS[column].sortable,
      pinned: isPinned ? 'left' : null,
      // Dragging moves a column; only the bar pins it.
      lockPinned: true,
      ...(isRoomy && widths[column] === undefined && wide !== undefined && !isPinned
        ? { flex: wide, minWidth: width }
        : { width, flex: null }),
      ...(numeric && { headerClass: 'ag-right-aligned-header' }),
      cellClass: cellClassOf(column),
      ...content(column, t, formats, clock),
    };
  });
  return [selectColumn(t), ...shown];
}

function cellClassOf(column: JobColumn): string {
  if (BLOCK_COLUMNS.includes(column)) return 'cell-block';
  if (NUMERIC_COLUMNS.includes(column)) return 'cell-number';
  return INSTANT_COLUMNS.includes(column) ? 'cell-instant' : 'cell-fixed';
}

type Content = Pick<
  ColDef<JobRow>,
  'field' | 'valueGetter' | 'valueFormatter' | 'tooltipValueGetter' | 'cellRenderer' | 'equals'
>;

/** A cell whose look depends on more than one field is drawn again whenever its row changed. */
const WHOLE_ROW_CONTENT: Content = {
  valueGetter: ({ data }) => data,
  equals: (a: unknown, b: unknown) => a === b,
};

function content(column: JobColumn, t: Translate, formats: Formats, clock: () => number): Content {
  const words = (say: (row: JobRow) => string): Content => ({
    valueGetter: ({ data }) => (data ? say(data) : ''),
    tooltipValueGetter: ({ data }: ITooltipParams<JobRow>) => (data ? say(data) : ''),
  });
  const instant = (field: 'createdAt' | 'modifiedAt' | 'lastCheckAt' | 'dueAt'): Content => ({
    field,
    valueFormatter: ({ value }: ValueFormatterParams<JobRow, number | null>) =>
      value == null ? '' : formats.shortTime(value, clock()),
    tooltipValueGetter: ({ value }: ITooltipParams<JobRow, number | null>) =>
      value == null ? '' : formats.exact(value),
  });

  switch (column) {
    case 'createdAt':
    case 'modifiedAt':
    case 'lastCheckAt':
    case 'dueAt':
      return instant(column);
    case 'type':
      return {
        ...words((row) => t(`type.${row.type}`)),
        tooltipValueGetter: ({ data }) => data?.type,
      };
    case 'status':
      return {
        ...WHOLE_ROW_CONTENT,
        cellRenderer: StatusCell,
        tooltipValueGetter: ({ data }) => (data ? stateTooltip(data, clock(), t) : ''),
      };
    case 'state':
      return {
        ...words((row) => t(`state.${row.state}`)),
        tooltipValueGetter: ({ data }) => (data ? stateTooltip(data, clock(), t) : ''),
      };
    case 'message':
      return {
        ...WHOLE_ROW_CONTENT,
        cellRenderer: MessageCell,
        tooltipValueGetter: ({ data }) => (data ? messageTooltip(data, clock(), t) : ''),
      };
    case 'details':
      return { ...WHOLE_ROW_CONTENT, cellRenderer: DetailsCell };
    case 'retry':
      return {
        ...WHOLE_ROW_CONTENT,
        cellRenderer: RetryCell,
        tooltipValueGetter: ({ data }) =>
          data?.dueAt != null && statusOfJob(data) === 'pending'
            ? t('row.nextExact', { exact: formats.exact(data.dueAt) })
            : '',
      };
    case 'amount':
      return {
        valueGetter: ({ data }) => (data ? formats.money(data.amount, data.currency) : ''),
        tooltipValueGetter: ({ data }) => (data ? formats.money(data.amount, data.currency) : ''),
      };
    case 'businessDay':
      return words((row) => formats.day(row.businessDay));
    case 'cause':
      return {
        valueGetter: ({ data }) => (data?.cause ? t(`causeName.${data.cause}`) : ''),
        tooltipValueGetter: ({ data }) => (data?.cause ? t(`cause.${data.cause}.what`) : ''),
      };
    case 'paymentType':
      return words(({ paymentType }) =>
        paymentType === null ? '' : paymentTextToWords(paymentType, t),
      );
    case 'id':
      return { field: 'id' };
    case 'billNumber':
    case 'invoiceNumber':
    case 'postingNumber':
      return {
        ...WHOLE_ROW_CONTENT,
        cellRenderer: NUMBER_CELLS[column],
        tooltipValueGetter: ({ data }) => data?.[column] ?? '',
      };
    case 'currency':
    case 'store':
    case 'payDesk':
    case 'reference':
    case 'closing':
      return words((row) => row[column] ?? '');
  }
}

function messageTooltip(row: JobRow, now: number, t: Translate): string {
  const message = messageOf(row);
  return [message && `${t(`message.${message}`)}.`, reasonTooltip(row, now, t)]
    .filter(Boolean)
    .join(' ');
}

function reasonTooltip(row: JobRow, now: number, t: Translate): string {
  const reason = reasonOf(row, now);
  if (reason === null) return '';
  return reason === 'invoice-awaited' ? t('invoiceAwaited.what') : t(`cause.${reason}.what`);
}

function stateTooltip(row: JobRow, now: number, t: Translate): string {
  return [
    t(`stateHelp.${row.state}`),
    // What the state says already is not said again.
    reasonOf(row, now) !== 'invoice-awaited' && reasonTooltip(row, now, t),
    row.movedToPeriod && t('row.moved', { period: row.movedToPeriod }),
  ]
    .filter(Boolean)
    .join(' ');
}
