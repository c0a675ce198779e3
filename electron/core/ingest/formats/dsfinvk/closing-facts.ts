/** What a closing says of itself: its day, its store, its currency. Nothing of it is assumed in silence. */
import type { LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import { isCurrencyCode, minorDigits } from '../../../../../shared/domain/money.ts';
import { DAY } from '../../../../../shared/domain/time.ts';
import type { ClosingRow, Staging } from './staging.ts';
import { TABLES, type TableFacts } from './tables.ts';
import { bookingDay, type TillTime } from './times.ts';

/** Of exports without cashregister.csv. */
const DEFAULT_CURRENCY = 'EUR';
/** The format writes money with two. */
const DECIMALS = 2;
/** Nobody's till wrote this format before; an earlier day is one that the till did not know. */
const FIRST_DAY = '2010-01-01';
/** Clocks of tills and of this PC differ; further ahead is told. */
const LONGEST_AHEAD_UNTOLD_MS = 2 * DAY;
/** This PC's clock may be the wrong one; further ahead nobody's is right. */
const LONGEST_AHEAD_MS = 366 * DAY;
/** A day and a month that are swapped are further apart. */
const LONGEST_APART_MS = 21 * DAY;

export type Clock = (text: string) => TillTime | undefined;

export interface ClosingFacts {
  readonly day: string;
  /** Z_BUCHUNGSTAG decides the day of every receipt. */
  readonly isDayGiven: boolean;
  /** Epoch milliseconds of Z_ERSTELLUNG, or of the middle of its day where that is not credible. */
  readonly madeInstant: number;
  readonly currency: string;
  /** Undefined: the export names none. */
  readonly store: string | undefined;
  readonly notes: readonly LocatedProblem[];
}

/** @param nowOfPc epoch milliseconds; undefined: no day is too late */
export function closingFacts(
  staging: Staging,
  closing: ClosingRow,
  clock: Clock,
  nowOfPc: number | undefined,
): { readonly facts: ClosingFacts | undefined; readonly faults: readonly LocatedProblem[] } {
  // A PC that does not know the time itself judges no till.
  const now = nowOfPc !== undefined && nowOfPc > middleOf(FIRST_DAY) ? nowOfPc : undefined;
  const notes: LocatedProblem[] = [];
  const faults: LocatedProblem[] = [];
  const master = (table: TableFacts, values: ReadonlyMap<number, string>) => {
    const value = masterValue(staging, closing, table, values);
    if (value.note) notes.push(value.note);
    if (value.fault) faults.push(value.fault);
    return value.found;
  };
  const money = master(TABLES.registers, staging.currencies) || DEFAULT_CURRENCY;
  const store = master(TABLES.locations, staging.stores);
  if (!isCurrencyCode(money) || minorDigits(money) !== DECIMALS) {
    faults.push({
      file: TABLES.registers.file,
      column: 'KASSE_BASISWAEH_CODE',
      code: 'currency',
      message: `"${money}" is no currency with ${DECIMALS} decimals.`,
      values: { found: money, decimals: DECIMALS },
    });
  }
  const when = dayOf(closing, clock, now, notes, faults);
  if (when && now !== undefined && middleOf(when.day) > now + LONGEST_AHEAD_UNTOLD_MS) {
    const advice = 'It was booked all the same; check the clock of the till and of this PC.';
    notes.push(notCredible(closing, 'Z_ERSTELLUNG', closing.madeAt, advice));
  }
  if (faults.length > 0 || !when) return { facts: undefined, faults };
  return {
    facts: {
      ...when,
      currency: money,
      store: store || undefined,
      notes,
    },
    faults,
  };
}

interface MasterValue {
  readonly found?: string;
  readonly note?: LocatedProblem;
  readonly fault?: LocatedProblem;
}

/** A till that writes its master data for the first closing alone is the same till in the others. */
function masterValue(
  staging: Staging,
  { c, desk, number }: ClosingRow,
  { file }: TableFacts,
  values: ReadonlyMap<number, string>,
): MasterValue {
  const own = values.get(c);
  if (own) return { found: own };
  // Told once, with the export.
  if (!staging.present.has(file)) return {};
  const others = staging.closings
    .filter((closing) => closing.desk === desk)
    .flatMap((closing) => values.get(closing.c) || []);
  const [found] = others;
  // A shop may have no name; money without a currency is none.
  if (own === '' && found === undefined && file === TABLES.locations.file) return { found: own };
  const place = { payDesk: desk, closing: number, file };
  if (found !== undefined && new Set(others).size === 1) {
    return {
      found,
      note: {
        file,
        code: 'master-data-shared',
        message: `${file} says nothing of closing ${number} of pay desk ${desk}; "${found}" of its other closings was taken.`,
        values: { ...place, found },
      },
    };
  }
  return {
    fault: {
      file,
      code: 'master-data-missing',
      message:
        `${file} says nothing of closing ${number} of pay desk ${desk}, and its other closings do not tell what it would ` +
        `be. Nothing was assumed; export again at the till, with its master data.`,
      values: place,
    },
  };
}

type Day = Pick<ClosingFacts, 'day' | 'isDayGiven' | 'madeInstant'>;

function notCredible(
  { line }: ClosingRow,
  column: string,
  found: string,
  advice: string,
): LocatedProblem {
  return {
    file: TABLES.closings.file,
    line,
    column,
    code: 'day-not-credible',
    message: `${column} says ${found}, which cannot be the day of the closing. ${advice}`,
    values: { column, found },
  };
}

function dayOf(
  closing: ClosingRow,
  clock: Clock,
  now: number | undefined,
  notes: LocatedProblem[],
  faults: LocatedProblem[],
): Day | undefined {
  const { line, madeAt, bookingDay: given } = closing;
  const { file } = TABLES.closings;
  const isCredible = (day: string) =>
    day >= FIRST_DAY && (now === undefined || middleOf(day) <= now + LONGEST_AHEAD_MS);
  const made = clock(madeAt);
  const booked = bookingDay(given, clock);
  if (given.trim() !== '' && booked === undefined) {
    faults.push(noTime(file, line, 'Z_BUCHUNGSTAG', given, 'day'));
    return undefined;
  }
  if (made === undefined && booked === undefined) {
    faults.push(noTime(file, line, 'Z_ERSTELLUNG', madeAt, 'time'));
    return undefined;
  }
  const isMadeCredible = made !== undefined && isCredible(made.day);
  const isBookedCredible = booked !== undefined && isCredible(booked);
  if (!isMadeCredible && !isBookedCredible) {
    const advice =
      'Nothing was stored; correct the clock of the till, or of this PC, and export the closing again.';
    faults.push(notCredible(closing, 'Z_ERSTELLUNG', madeAt, advice));
    return undefined;
  }
  if (isMadeCredible && isBookedCredible) {
    const madeInstant = made.instant;
    if (Math.abs(middleOf(booked) - madeInstant) > LONGEST_APART_MS) {
      const advice = `It was made on ${made.day}. Nothing was stored; ask which of the two is right, and export it again.`;
      faults.push(notCredible(closing, 'Z_BUCHUNGSTAG', given, advice));
      return undefined;
    }
    return { day: booked, isDayGiven: true, madeInstant };
  }
  if (isMadeCredible) {
    if (booked !== undefined) {
      notes.push(
        notCredible(
          closing,
          'Z_BUCHUNGSTAG',
          given,
          `It was booked on ${made.day}, when it was made.`,
        ),
      );
    }
    return { day: made.day, isDayGiven: false, madeInstant: made.instant };
  }
  const day = booked ?? '';
  notes.push(
    notCredible(closing, 'Z_ERSTELLUNG', madeAt, `It was booked on ${day}, its booking day.`),
  );
  return { day, isDayGiven: true, madeInstant: middleOf(day) };
}

function noTime(
  file: string,
  line: number,
  column: string,
  found: string,
  what: string,
): LocatedProblem {
  return {
    file,
    line,
    column,
    code: 'time',
    message: `"${found}" is no ${what}.`,
    values: { found },
  };
}

function middleOf(day: string): number {
  return Date.parse(`${day}T12:00:00Z`);
}

/**
 * The time of a receipt, where it can be the time of one in this closing: a till without a clock writes 1970 or the year
 * 1, another is years ahead.
 */
export function credibleTime(
  receipt: { readonly startedAt: string; readonly endedAt: string },
  { madeInstant }: ClosingFacts,
  clock: Clock,
): TillTime | undefined {
  for (const text of [receipt.endedAt, receipt.startedAt]) {
    const time = clock(text);
    if (!time) continue;
    const isCredible =
      time.instant >= madeInstant - LONGEST_APART_MS && time.instant <= madeInstant + DAY;
    return isCredible ? time : undefined;
  }
  return undefined;
}
