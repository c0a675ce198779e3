/** The calls about days and closings. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { ClosingDay, MonthDay } from '../../../shared/contract/closing.ts';
import type { ClosingLine } from '../../../shared/domain/closing.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import { closingKey, type Closings } from '../../core/db/closings/index.ts';
import type { RsConnector } from '../../core/rs/connector.ts';
import { acceptChange, type AcceptOptions } from './accept.ts';
import { clearingOf, type ClearingOptions } from './clearing.ts';
import { dayLine } from './closing-report.ts';
import { READ_TIMEOUT_MS } from './read-back.ts';
import type { Sealing } from './sealing.ts';

export interface ClosingHandlersOptions extends AcceptOptions {
  readonly closings: Closings;
  readonly sealing: Sealing;
  readonly clearing: ClearingOptions;
  readonly connector: () => RsConnector | undefined;
  readonly clock: Clock;
}

export function createClosingHandlers(options: ClosingHandlersOptions): HandlersOf<'closing'> {
  const { closings, sealing, db } = options;

  /** @param read lines of a reading of this moment, by closing */
  function dayOf(
    day: string,
    language: Language,
    read: ReadonlyMap<string, ClosingLine> = new Map(),
  ): ClosingDay {
    return db.transaction(() => {
      const found = closings.closingsOf(day);
      const reckoning = closings.beginReckoning();
      const views = found.closings.map((ref) => {
        const view = sealing.current(ref, reckoning, language);
        const wasSealed = view.history[0]?.sealed === true;
        // Something changed about it: the next reading keeps what opened it.
        if (wasSealed && !view.line.sealed) sealing.seals.hasten(view.key, options.clock());
        return { ...view, line: read.get(view.key) ?? view.line };
      });
      const lines = views.map(({ line }) => line);
      return {
        day: dayLine(day, lines, found.open, language),
        closings: views.map(({ history, ...view }) => ({
          ...view,
          history: history.map(({ at, sealed, reopenedBy, anchor }) => ({
            ...{ at, sealed, reopenedBy, anchor },
          })),
        })),
      };
    })();
  }

  function monthOf(month: string): MonthDay[] {
    const { questions } = closings.beginReckoning();
    const { closings: refs, open } = closings.closingsOf(month);
    const days = new Map<string, MonthDay>();
    const begin = (day: string): MonthDay =>
      days.get(day) ?? {
        ...{ day, state: 'sealed', closings: 0, sealed: 0, differenceCents: 0, sealedAt: null },
        currency: null,
      };
    for (const ref of refs) {
      const last = ref.isBlocked ? BLOCKED : sealing.lastOf(closingKey(ref));
      const isSealed = last?.sealed === true && questions.of(ref).length === 0;
      for (const day of closings.daysNaming(ref).filter((one) => one.startsWith(month))) {
        days.set(day, withClosing(begin(day), ref.currency, last && { ...last, sealed: isSealed }));
      }
    }
    for (const { day } of open) days.set(day, { ...begin(day), state: 'running' });
    return [...days.values()].sort((a, b) => a.day.localeCompare(b.day));
  }

  return {
    'closing.month': (month) => ({ days: monthOf(month) }),
    'closing.day': (day, language) => dayOf(day, language),
    'closing.read': async ({ day, key }, language) => {
      const refs = closings
        .closingsOf(day)
        .closings.filter((ref) => key === undefined || closingKey(ref) === key);
      if (refs.length === 0) throw new CallError('not_found', `There is no closing of ${day}.`);
      const lines = await sealing.read(refs, language, AbortSignal.timeout(READ_TIMEOUT_MS));
      const byKey = refs.flatMap((ref, at) => {
        const line = lines[at];
        return line ? [[closingKey(ref), line] as const] : [];
      });
      return dayOf(day, language, new Map(byKey));
    },
    'closing.accept': async (request) => {
      await acceptChange(options, request);
      return null;
    },
    'closing.clearing': (period) =>
      clearingOf(options.clearing, period, AbortSignal.timeout(READ_TIMEOUT_MS)),
  };
}

/** Its sums disagree, and nothing of it was read. */
const BLOCKED = { at: 0, sealed: false, differenceCents: null, hasFindings: true };

function withClosing(
  known: MonthDay,
  currency: string | null,
  last: ReturnType<Sealing['lastOf']>,
): MonthDay {
  const differenceCents =
    known.differenceCents === null || last?.differenceCents == null
      ? null
      : known.differenceCents + last.differenceCents;
  const hasDifference =
    known.state === 'difference' || (last?.differenceCents ?? 0) > 0 || last?.hasFindings === true;
  const isSealed = known.state === 'sealed' && last?.sealed === true;
  return {
    day: known.day,
    state: hasDifference ? 'difference' : isSealed ? 'sealed' : 'open',
    closings: known.closings + 1,
    sealed: known.sealed + (last?.sealed ? 1 : 0),
    differenceCents,
    currency: known.closings === 0 || known.currency === currency ? currency : null,
    sealedAt: last?.sealed ? Math.max(last.at, known.sealedAt ?? 0) : known.sealedAt,
  };
}
