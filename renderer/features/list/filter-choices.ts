/** The offers of the filter bar for each column: new conditions and choices. */
import { CAUSES } from '../../../shared/domain/causes.ts';
import {
  JOB_COLUMNS,
  VALUE_COLUMNS,
  type Condition,
  type JobColumn,
} from '../../../shared/domain/job-list.ts';
import { JOB_TYPES } from '../../../shared/domain/job.ts';
import { JOB_STATES } from '../../../shared/domain/states.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import { WORDS } from '../../../shared/words/words.ts';
import type { Formats } from '../../format/formats.ts';
import { paymentTextToWords } from '../../format/payment.ts';
import type { Translate } from '../../locales/i18n.ts';

/** The texts of the message column as the backend has them: the same in every language. */
export const MESSAGE_TEXTS = WORDS.en.message;

export function newCondition(column: JobColumn): Condition | undefined {
  switch (JOB_COLUMNS[column].filter) {
    case 'choice':
      return { kind: 'choice', column, values: [] } as Condition;
    case 'text':
      // Few values are easier to pick than to type.
      if ((VALUE_COLUMNS as readonly JobColumn[]).includes(column)) {
        return { kind: 'choice', column, values: [] } as Condition;
      }
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

/** Values of a column that the backend names at most. */
export const MAX_OFFERED_VALUES = 500;
/** Values that a condition holds at most. */
export const MAX_CHOSEN_VALUES = 100;
/** In characters. */
export const MAX_VALUE_LENGTH = 200;

/** Conditions that the bar holds at most. */
export const MAX_CONDITIONS = 50;

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Documents that have it; null where that is not known. */
  readonly count: number | null;
}

interface ChoiceSources {
  /** The values that the backend has found. */
  readonly offered: readonly { readonly value: string; readonly count: number | null }[];
  /** Shown although no document has them any more: otherwise nobody could remove them. */
  readonly chosen: readonly string[];
  readonly t: Translate;
  readonly formats: Pick<Formats, 'language'>;
}

/** The values of a column to choose from; a state's and a status's stand in the order of a job's life, others by name. */
export function choicesOf(column: JobColumn, sources: ChoiceSources): readonly Choice[] {
  const { offered, chosen, t, formats } = sources;
  const counts = new Map(offered.map(({ value, count }) => [value, count]));
  const fixed = fixedValues(column);
  const values = new Set([...(fixed ?? []), ...counts.keys(), ...chosen]);
  // Once the backend has spoken, a value of a closed list that it does not name is that of no document.
  const missing = fixed && offered.length > 0 && column !== 'cause' ? 0 : null;
  const choices = [...values].map((value) => ({
    value,
    label: labelOf(column, value, t),
    count: counts.get(value) ?? missing,
  }));
  if (column === 'state' || column === 'status') return choices;
  const { compare } = collatorOf(formats.language);
  return choices.sort((a, b) => compare(a.label, b.label));
}

/** A value in words; one that this program does not know, as it is. */
export function labelOf(column: JobColumn, value: string, t: Translate): string {
  if (column === 'paymentType') return paymentTextToWords(value, t);
  if (fixedValues(column)?.includes(value) !== true) return value;
  switch (column) {
    case 'type':
      return t(`type.${value as (typeof JOB_TYPES)[number]}`);
    case 'status':
      return t(`status.${value as (typeof STATUSES)[number]}`);
    case 'state':
      return t(`state.${value as (typeof JOB_STATES)[number]}`);
    case 'cause':
      return t(`causeName.${value as (typeof CAUSES)[number]}`);
    default:
      return value;
  }
}

const STATUSES = ['pending', 'synced'] as const;

/** All values that a column can ever have; undefined where the tills decide. */
export function fixedValues(column: JobColumn): readonly string[] | undefined {
  switch (column) {
    case 'type':
      return JOB_TYPES;
    case 'status':
      return STATUSES;
    case 'state':
      return JOB_STATES;
    case 'cause':
      return CAUSES;
    default:
      return undefined;
  }
}

/** Whether a value has the text anywhere, whatever its case and accents. */
export function isFound({ label }: Choice, wanted: string, language: Language): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replaceAll(/\p{Diacritic}/gu, '')
      .toLocaleLowerCase(language);
  return plain(label).includes(plain(wanted.trim()));
}

const collators = new Map<Language, Intl.Collator>();

/** The order of names in a language; `Kasse 2` stands before `Kasse 10`. */
function collatorOf(language: Language): Intl.Collator {
  let collator = collators.get(language);
  if (!collator) {
    collator = new Intl.Collator(language, { numeric: true });
    collators.set(language, collator);
  }
  return collator;
}
