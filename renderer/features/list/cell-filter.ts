/** The filters that a cell offers (only its value, or all but it), and its text to copy. */
import {
  messageOf,
  VALUE_COLUMNS,
  type Condition,
  type JobColumn,
  type JobRow,
} from '../../../shared/domain/job-list.ts';
import type { FilterEntry } from '../../../shared/domain/preferences.ts';
import { statusOfJob } from '../../../shared/domain/states.ts';
import { localDay } from '../../../shared/domain/time.ts';
import type { Formats } from '../../format/formats.ts';
import { instantOf, shiftDay } from '../../../shared/domain/calendar.ts';
import type { Translate } from '../../locales/i18n.ts';
import {
  fixedValues,
  labelOf,
  MAX_CONDITIONS,
  MAX_VALUE_LENGTH,
  MESSAGE_TEXTS,
} from './filter-choices.ts';

export interface CellFilter {
  /** The value as the menu names it; empty for a cell without one. */
  readonly text: string;
  /** Shows only rows with the value; null where no condition can say that. */
  readonly only: Condition | null;
  /** Shows all other rows; null likewise. */
  readonly without: Condition | null;
}

interface CellSources {
  readonly filters: readonly FilterEntry[];
  readonly formats: Formats;
  readonly t: Translate;
}

/** @returns undefined for a column that holds buttons. */
export function cellFilter(
  row: JobRow,
  column: JobColumn,
  { filters, formats, t }: CellSources,
): CellFilter | undefined {
  switch (column) {
    case 'details':
    case 'retry':
      return undefined;
    case 'type':
    case 'state':
    case 'status': {
      const value = column === 'status' ? statusOfJob(row) : row[column];
      return {
        text: labelOf(column, value, t),
        only: { kind: 'choice', column, values: [value] },
        without: allExcept(column, value, filters),
      };
    }
    case 'cause':
    case 'currency': {
      const value = row[column];
      if (value === null) return { text: '', only: null, without: null };
      return {
        text: labelOf(column, value, t),
        only: { kind: 'choice', column, values: [value] },
        without: null,
      };
    }
    case 'id':
      return ranged(column, row.id, String(row.id));
    case 'amount':
      return ranged(column, row.amount, formats.money(row.amount, row.currency));
    case 'createdAt':
    case 'modifiedAt':
    case 'lastCheckAt':
    case 'dueAt': {
      const instant = row[column];
      if (instant === null) return { text: '', only: null, without: null };
      // The minute alone is hardly ever looked for; the day is.
      const day = localDay(instant, formats.timeZone);
      const from = instantOf(`${day}T00:00`, formats.timeZone);
      const to = instantOf(`${shiftDay(day, 1)}T00:00`, formats.timeZone) - 1;
      return {
        text: formats.day(day),
        only: { kind: 'range', column, from, to },
        without: null,
      };
    }
    case 'businessDay': {
      const day = row.businessDay;
      return {
        text: formats.day(day),
        only: { kind: 'day', column, from: day, to: day },
        without: null,
      };
    }
    case 'message': {
      const message = messageOf(row);
      if (message === null) return texts(column, '', '');
      return texts(column, MESSAGE_TEXTS[message], t(`message.${message}`));
    }
    default:
      return texts(column, row[column] ?? '', labelOf(column, row[column] ?? '', t));
  }
}

type Column<K extends Condition['kind']> = Extract<Condition, { kind: K }>['column'];

function ranged(column: Column<'range'>, value: number, text: string): CellFilter {
  return { text, only: { kind: 'range', column, from: value, to: value }, without: null };
}

function texts(column: Column<'text'>, value: string, text: string): CellFilter {
  if (value === '') {
    return { text, only: { kind: 'text', column, operator: 'empty', text: '' }, without: null };
  }
  if (value.length > MAX_VALUE_LENGTH) return { text, only: null, without: null };
  const isPicked = (VALUE_COLUMNS as readonly JobColumn[]).includes(column);
  return {
    text,
    only: isPicked
      ? { kind: 'choice', column, values: [value] }
      : { kind: 'text', column, operator: 'equals', text: value },
    without: null,
  };
}

/** All that the column shows now except the value; null where nothing would be left. */
function allExcept(
  column: 'type' | 'state' | 'status',
  value: string,
  filters: readonly FilterEntry[],
): Condition | null {
  const chosen = filters.flatMap(({ active, condition }) =>
    active && condition.kind === 'choice' && condition.column === column ? condition.values : [],
  );
  const shown = fixedValues(column)?.filter((each) => chosen.length === 0 || chosen.includes(each));
  const values = shown?.filter((each) => each !== value) ?? [];
  return values.length === 0 ? null : { kind: 'choice', column, values };
}

/**
 * The filter bar with a condition from a cell. Conditions of the same column are alternatives, so that another one would
 * show more rows and not fewer: those that are in effect are switched off, and none is lost.
 *
 * @returns undefined where the bar is full.
 */
export function withCellFilter(
  filters: readonly FilterEntry[],
  condition: Condition,
): FilterEntry[] | undefined {
  const same = filters.find(
    (entry) =>
      entry.preset === undefined && JSON.stringify(entry.condition) === JSON.stringify(condition),
  );
  if (!same && filters.length >= MAX_CONDITIONS) return undefined;
  const others = filters.map((entry) =>
    entry === same
      ? { ...entry, active: true }
      : entry.condition.column === condition.column
        ? { ...entry, active: false }
        : entry,
  );
  return same ? others : [...others, { id: freeId(filters), active: true, condition }];
}

/** A name for a new condition that no other one has. */
export function freeId(filters: readonly FilterEntry[]): string {
  const used = new Set(filters.map((entry) => entry.id));
  let number = filters.length + 1;
  while (used.has(`f${number}`)) number += 1;
  return `f${number}`;
}
