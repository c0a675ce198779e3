/** How a day or a closing stands, in one sentence: the calendar, the strip above the list and the last check share it. */
import type { ClosingDay, ClosingView, MonthDay } from '../../shared/contract/contract.ts';
import { DIFFERENCE_CODES } from '../../shared/domain/closing.ts';
import type { Translate } from '../locales/i18n.ts';
import { shortDay } from './calendar.ts';
import type { Formats } from './formats.ts';

export type DayState = MonthDay['state'] | 'none';

export function stateOfClosing({
  line,
}: Pick<ClosingView, 'line'>): 'sealed' | 'open' | 'difference' {
  if (line.sealed) return 'sealed';
  const differs =
    (line.differenceCents ?? 0) !== 0 ||
    line.reasons.some(({ code }) => DIFFERENCE_CODES.includes(code));
  return differs ? 'difference' : 'open';
}

export function stateOfDay({ day, closings }: ClosingDay): DayState {
  if (day.reasons.some(({ code }) => code === 'day-running')) return 'running';
  if (closings.length === 0) return 'none';
  if (day.sealed) return 'sealed';
  return closings.some((closing) => stateOfClosing(closing) === 'difference')
    ? 'difference'
    : 'open';
}

/** Documents that RetailSuite has not got, by currency. */
export interface Missing {
  readonly count: number;
  readonly sums: Readonly<Record<string, number>>;
}

function missingOf(closings: readonly Pick<ClosingView, 'line' | 'open'>[]): Missing {
  let count = 0;
  const sums: Record<string, number> = {};
  const add = (currency: string | null, cents: number) => {
    if (currency !== null) sums[currency] = (sums[currency] ?? 0) + cents;
  };
  for (const { line, open } of closings) {
    if (open.count > 0) {
      count += open.count;
      add(line.currency, open.cents);
    }
    for (const { cents } of line.rs?.missing ?? []) {
      count += 1;
      add(line.currency, cents ?? 0);
    }
  }
  return { count, sums };
}

/** Minor units by currency; empty where nothing is known to differ. */
function differencesOf(closings: readonly Pick<ClosingView, 'line'>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { line } of closings) {
    const { currency, differenceCents } = line;
    if (currency === null || differenceCents === null || differenceCents === 0) continue;
    sums[currency] = (sums[currency] ?? 0) + differenceCents;
  }
  return sums;
}

export interface DayFacts {
  readonly day: string;
  readonly data: ClosingDay;
}

/** `Der 30.11. ist rund.`, `Am 30.11. fehlen in RetailSuite 2 Belege (31,80 €).` */
export function daySentence({ day, data }: DayFacts, t: Translate, formats: Formats): string {
  const words = { day: shortDay(day, formats.language) };
  const state = stateOfDay(data);
  if (state === 'none') return t('closing.sentence.none', words);
  if (state === 'sealed') return t('closing.sentence.sealed', words);
  const missing = missingOf(data.closings);
  if (missing.count > 0) {
    const money = formats.sums(missing.sums) ?? '';
    return t('closing.sentence.missing', { ...words, count: missing.count, money });
  }
  if (state === 'running') return t('closing.sentence.running', words);
  const differences = formats.sums(differencesOf(data.closings));
  if (differences !== null)
    return t('closing.sentence.difference', { ...words, money: differences });
  if (state === 'difference') return t('closing.sentence.unexplained', words);
  return data.closings.every(({ readAt }) => readAt === null)
    ? t('closing.sentence.unread', words)
    : t('closing.sentence.open', words);
}

/** The same of one closing. */
export function closingSentence(
  { line, readAt, open }: ClosingView,
  t: Translate,
  formats: Formats,
): string {
  if (line.sealed) return t('closing.sentence.closingSealed');
  const missing = missingOf([{ line, open }]);
  if (missing.count > 0) {
    const money = formats.sums(missing.sums) ?? '';
    return t('closing.sentence.closingMissing', { count: missing.count, money });
  }
  const difference = formats.sums(differencesOf([{ line }]));
  if (difference !== null) return t('closing.sentence.closingDifference', { money: difference });
  if (stateOfClosing({ line }) === 'difference') return t('closing.sentence.closingUnexplained');
  return readAt === null ? t('closing.sentence.closingUnread') : t('closing.sentence.closingOpen');
}

/** What stands below the sentence when it is sealed. */
export function sealedAt(closings: readonly ClosingView[]): number | null {
  const instants = closings.flatMap(({ line, history }) =>
    line.sealed ? (history.find(({ sealed }) => sealed)?.at ?? []) : [],
  );
  return instants.length > 0 ? Math.max(...instants) : null;
}
