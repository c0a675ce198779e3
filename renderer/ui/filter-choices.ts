/** What the filter bar offers for each column: fresh conditions, choices, and the reading of typed numbers. */
import { CAUSES } from '../../shared/domain/causes.ts';
import { JOB_COLUMNS, type Condition, type JobColumn } from '../../shared/domain/job-list.ts';
import { JOB_TYPES } from '../../shared/domain/job.ts';
import { minorDigits } from '../../shared/domain/money.ts';
import { JOB_STATES } from '../../shared/domain/states.ts';
import type { Language } from '../../shared/domain/preferences.ts';
import type { Translate } from '../locales/i18n.ts';

/** Amounts of the list are filtered in minor units of this currency's digits. */
const AMOUNT_CURRENCY = 'EUR';

/** The texts of the message column as the backend knows them, in every language. */
export const MESSAGE_TEXTS = ['Order synced to RS', 'Order NOT synced to RS'] as const;

export function newCondition(column: JobColumn): Condition | undefined {
  switch (JOB_COLUMNS[column].filter) {
    case 'choice':
      return { kind: 'choice', column, values: [] } as Condition;
    case 'text':
      return { kind: 'text', column, operator: 'contains', text: '' } as Condition;
    case 'day':
      return { kind: 'day', column } as Condition;
    case 'number':
    case 'amount':
    case 'instant':
      return { kind: 'range', column } as Condition;
    case 'none':
      return undefined;
  }
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** The values of a choice column, in words. */
export function choicesOf(column: JobColumn, t: Translate): readonly Choice[] {
  switch (column) {
    case 'type':
      return JOB_TYPES.map((value) => ({ value, label: t(`type.${value}`) }));
    case 'status':
      return (['pending', 'synced'] as const).map((value) => ({
        value,
        label: t(`status.${value}`),
      }));
    case 'state':
      return JOB_STATES.map((value) => ({ value, label: t(`state.${value}`) }));
    case 'cause':
      return CAUSES.map((value) => ({ value, label: t(`pause.${value}`) }));
    default:
      return [];
  }
}

/**
 * Reads a whole number or an amount as people type it in their language: `1.284,50` in German, `1,284.50` in English.
 *
 * @returns minor units for an amount; undefined for empty text; NaN for text that is no such number.
 */
export function parseTyped(
  text: string,
  kind: 'number' | 'amount',
  language: Language,
): number | undefined {
  const trimmed = text.replaceAll(/[\s€]/g, '').replace('−', '-');
  if (trimmed === '') return undefined;
  const [group, point] = language === 'de' ? ['.', ','] : [',', '.'];
  const digits = kind === 'amount' ? minorDigits(AMOUNT_CURRENCY) : 0;
  const [whole = '', fraction = '', ...rest] = trimmed.split(point);
  // A group separator stands before three digits; anywhere else it is more likely the other language's decimal point.
  const grouped = new RegExp(`^[-+]?\\d{1,3}(?:\\${group}\\d{3})+$`).test(whole);
  const plain = /^[-+]?\d+$/.test(whole);
  const fractionFits = fraction.length <= digits && /^\d*$/.test(fraction);
  if (rest.length > 0 || (!grouped && !plain) || !fractionFits) return Number.NaN;
  const minor = Number(whole.replaceAll(group, '') + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : Number.NaN;
}

/** The text that `parseTyped` reads back as the same value. */
export function formatTyped(
  value: number | undefined,
  kind: 'number' | 'amount',
  language: Language,
): string {
  if (value === undefined) return '';
  if (kind === 'number') return String(value);
  const digits = minorDigits(AMOUNT_CURRENCY);
  const text = Math.abs(value)
    .toString()
    .padStart(digits + 1, '0');
  const point = language === 'de' ? ',' : '.';
  return `${value < 0 ? '-' : ''}${text.slice(0, -digits)}${point}${text.slice(-digits)}`;
}
