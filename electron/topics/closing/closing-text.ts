/** The lines of `close` in words. */
import type { ClosingLine, DayLine } from '../../../shared/domain/closing.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import { amountText } from './local-reasons.ts';

const WORDS = {
  de: {
    closing: (payDesk: string, number: string, days: string) =>
      `Abschluss ${number} der Kasse ${payDesk} (${days})`,
    day: (day: string) => `Tag ${day}`,
    sealed: 'besiegelt',
    open: 'offen',
    till: 'Kasse',
    jobs: 'Jobs',
    drawer: 'Lade',
    receipts: (count: number) => `${count} Belege`,
    unknown: 'nicht bekannt',
    round: 'Der Tag ist rund.',
  },
  en: {
    closing: (payDesk: string, number: string, days: string) =>
      `Closing ${number} of pay desk ${payDesk} (${days})`,
    day: (day: string) => `Day ${day}`,
    sealed: 'sealed',
    open: 'open',
    till: 'Till',
    jobs: 'Jobs',
    drawer: 'Drawer',
    receipts: (count: number) => `${count} receipts`,
    unknown: 'not known',
    round: 'The day is complete.',
  },
} as const;

export function closingText(
  lines: readonly (ClosingLine | DayLine)[],
  language: Language,
): string[] {
  const words = WORDS[language];
  return lines.flatMap((line) => {
    const state = line.sealed ? words.sealed : words.open;
    if (line.kind === 'day') {
      return [`${words.day(line.day)}: ${line.sealed ? words.round : state}`, ...reasonsOf(line)];
    }
    const { payDesk, closing, days, till, jobs, cash, currency } = line;
    const money = (cents: number | null) =>
      cents === null || currency === null ? words.unknown : amountText(cents, currency);
    const paid = till?.payments.map(
      ({ type, name, cents }) => `${name === '' ? type : `${type} ${name}`} ${money(cents)}`,
    );
    const said = [
      ...(paid ?? []),
      ...(till?.receipts == null ? [] : [words.receipts(till.receipts)]),
    ];
    const made = Object.entries(jobs.byType).map(
      ([type, { count, cents }]) => `${count} ${type} ${money(cents)}`,
    );
    return [
      `${words.closing(payDesk, closing, days.join(', '))}: ${state}`,
      `  ${words.till}: ${said.length > 0 ? said.join(', ') : words.unknown}`,
      `  ${words.jobs}: ${made.length > 0 ? made.join(', ') : '–'}`,
      `  ${words.drawer}: ${money(cash.openingCents)} → ${money(cash.closingCents)}`,
      ...reasonsOf(line),
    ];
  });
}

function reasonsOf({ reasons }: ClosingLine | DayLine): string[] {
  return reasons.map(({ text }) => `  - ${text}`);
}
