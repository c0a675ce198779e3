/** The calls about what stands behind a closing: its payments, its cash book, and what a person says of both. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { ClosingBook } from '../../../shared/contract/till.ts';
import type { RsPart } from '../../../shared/domain/closing.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import {
  closingKey,
  createExplaining,
  createOpeningEntry,
  type ClosingRef,
  type Closings,
} from '../../core/db/closings/index.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Db } from '../../core/db/open.ts';
import type { RsConnector } from '../../core/rs/connector.ts';
import { cashAccountOf } from './cash-account.ts';
import { paymentRows } from './payment-rows.ts';
import { READ_TIMEOUT_MS } from './read-back.ts';

/** Rows of a cash book that the window shows; the rest is in the folder for the tax office. */
const MOST_MOVES = 1_000;

export interface TillHandlersOptions {
  readonly db: Db;
  readonly closings: Closings;
  readonly journal: Journal;
  /** Who is signed in to this PC. */
  readonly user: string;
  /** What RetailSuite had of a closing when it was last read; null: it was not read. */
  readonly lastRead: (key: string) => RsPart | null;
  readonly onChange: () => void;
  readonly connector: () => RsConnector | undefined;
  readonly clock: Clock;
}

export function createTillHandlers(options: TillHandlersOptions): HandlersOf<'till'> {
  const { db, closings, journal, user, lastRead, onChange, clock } = options;
  const enter = createOpeningEntry(db, journal, user);
  const { explain, takeBack } = createExplaining(db, journal, user);

  return {
    'till.book': (key) =>
      db.transaction(() => bookOf(closings, refOf(closings, key), lastRead(key)))(),
    'till.account': (key) =>
      cashAccountOf(options, refOf(closings, key), AbortSignal.timeout(READ_TIMEOUT_MS)),
    'till.opening': (opening) => {
      enter({ ...opening, at: clock() });
      onChange();
      return null;
    },
    'till.explain': (explanation) => {
      explain({ ...explanation, at: clock() });
      onChange();
      return null;
    },
    'till.unexplain': ({ id, reason }) => {
      if (!takeBack(id, reason, clock()))
        throw new CallError('not_found', 'This explanation was taken back already.');
      onChange();
      return null;
    },
  };
}

/** @throws CallError where there is no such closing (any more) */
function refOf(closings: Closings, key: string): ClosingRef {
  const [store = '', payDesk = '', number = '', currency = ''] = key.split('\n');
  const ref = closings
    .closingsNamed({ store, payDesk, currency }, number)
    .find((one) => closingKey(one) === key);
  if (!ref) throw new CallError('not_found', 'This closing no longer exists.');
  return ref;
}

function bookOf(closings: Closings, ref: ClosingRef, rs: RsPart | null): ClosingBook {
  const { differences, till } = closings.localClosing(ref);
  const cash = closings.cashBookOf(ref);
  const jobs = [...closings.jobsOf(ref)];
  const all = closings.cashMovesOf(ref);
  const isEntered = !ref.isBlocked && cash.openingFrom === 'person';
  const entered = isEntered ? closings.openingOf(ref) : undefined;
  let balance = cash.openingCents;
  const moves = all.map(({ occurredAt, billNumber, cents }) => {
    if (balance !== null) balance += cents;
    return { occurredAt, billNumber, cents, balanceCents: balance };
  });
  return {
    payments: paymentRows({ till, differences, jobs, rs }),
    openingFrom: cash.openingFrom,
    beforeCents: cash.beforeCents,
    countedCents: cash.countedCents,
    lowestReceipt: cash.lowestReceipt,
    entered: entered ?? null,
    moves: moves.slice(0, MOST_MOVES),
    allMoves: moves.length,
    explanations: closings
      .explanationsOf(ref)
      .map(({ id, numbers, reason, who, at }) => ({ id, numbers, reason, who, at })),
  };
}
