/**
 * The lamp and its sentence: what the engine does, how many documents and how much money, since when, and what happens next.
 *
 * Red means that a person must act or that money cannot get through; the shape and the words say the rest.
 */
import type { EngineStatus, Tally } from '../../shared/contract/contract.ts';
import type { Cause } from '../../shared/domain/causes.ts';
import { lampColour } from '../../shared/domain/lamp.ts';
import { isForgotten } from '../../shared/domain/stop.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import type { Translate } from '../locales/i18n.ts';
import type { Formats } from './formats.ts';

const RUN_SUMMARY_TIME_MS = 2 * MINUTE;

const PAUSE_WORDS = {
  offline: 'lamp.offline',
  'sign-in-expired': 'lamp.signedOut',
  'not-connected': 'lamp.signedOut',
  frozen: 'lamp.frozen',
  'quiet-hours': 'lamp.paused',
  'setting-up': 'lamp.paused',
  throttled: 'lamp.paused',
} as const satisfies Partial<Record<Cause, string>>;

export interface Lamp {
  /** Grey: the window does not know. */
  readonly colour: 'blue' | 'red' | 'grey';
  readonly shape: 'working' | 'paused' | 'attention' | 'done' | 'waiting' | 'lost';
  /** The engine's work, in a word; empty where the headline says it. */
  readonly word: string;
  readonly headline: string;
  /** Further sentences; empty when the headline says it all. */
  readonly detail: string;
  /** Why the lamp is red, to be read aloud; empty while it is not. */
  readonly alarm: string;
}

export interface LampInput {
  readonly status: EngineStatus;
  /** False: the backend does not answer, the status is of the last contact. */
  readonly linkIsLive: boolean;
  readonly now: number;
}

export function describeStatus(input: LampInput, t: Translate, formats: Formats): Lamp {
  return { ...describe(input, t, formats), alarm: alarmOf(input, t, formats) };
}

/** Without times and without what goes on by itself: the same until something else is the matter. */
function alarmOf({ status, linkIsLive }: LampInput, t: Translate, formats: Formats): string {
  // A window that has lost the program says so in a banner that is read aloud.
  if (!linkIsLive || lampColour(status) !== 'red') return '';
  if (status.attention.count > 0) {
    return t('lamp.attention', {
      count: status.attention.count,
      documents: describeTally(status.attention, t, formats),
    });
  }
  if (!status.pause) return t('lamp.notConnected');
  return `${t(wordOf(status.pause.cause))} · ${t(`causeName.${status.pause.cause}`)}`;
}

function describe(input: LampInput, t: Translate, formats: Formats): Omit<Lamp, 'alarm'> {
  const { status, now } = input;
  if (!input.linkIsLive) {
    return {
      colour: 'grey',
      shape: 'lost',
      word: t('lamp.unknown'),
      headline: t('lamp.lost'),
      // The banner says what that means.
      detail: '',
    };
  }
  const base = { colour: lampColour(status), word: '' } as const;
  const documents = (tally: Pick<Tally, 'count' | 'sums'>) => describeTally(tally, t, formats);
  const since = (instant: number) => formats.timeOrDate(instant, now);

  if (status.pause?.cause === 'stopped') {
    return { ...base, ...describeStop(status, status.pause.since, now, t, formats) };
  }
  if (status.pause) {
    const { cause, since: start, until } = status.pause;
    return {
      ...base,
      word: t(wordOf(cause)),
      shape: 'paused',
      headline: t('lamp.pausedSince', { reason: t(`causeName.${cause}`), since: since(start) }),
      detail: sentences(
        stored(status, t, documents),
        until === null
          ? t(`cause.${cause}.todo`)
          : t('lamp.nextTry', { when: formats.relative(Math.max(until, now), now) }),
      ),
    };
  }
  if (status.running) {
    // Jobs that wait for a person or for their invoice are not being sent, whatever runs.
    const inHand = withoutGroups(status.pending, [
      status.attention,
      status.aside,
      status.waitingInvoice,
    ]);
    return {
      ...base,
      word: t('lamp.running'),
      shape: 'working',
      headline:
        inHand.count > 0
          ? t('lamp.sending', { count: inHand.count, documents: documents(inHand) })
          : t('lamp.runSearching'),
      detail: sentences(
        describeProgress(status, t, formats),
        status.attention.count > 0 &&
          `${t('lamp.attention', {
            count: status.attention.count,
            documents: documents(status.attention),
          })}.`,
      ),
    };
  }
  if (!status.connected) {
    return {
      ...base,
      shape: 'attention',
      headline: t('lamp.notConnected'),
      detail: sentences(stored(status, t, documents), t('lamp.connectNext')),
    };
  }
  if (status.attention.count > 0) {
    const others = withoutGroups(status.pending, [status.attention, status.aside]);
    return {
      ...base,
      shape: 'attention',
      headline: t('lamp.attention', {
        count: status.attention.count,
        documents: documents(status.attention),
      }),
      detail: sentences(
        describeEnd(status, now, t, formats),
        status.attention.oldestAt !== null &&
          t('lamp.oldest', { oldest: since(status.attention.oldestAt) }),
        others.count > 0 &&
          t('lamp.othersOpen', { count: others.count, documents: documents(others) }),
      ),
    };
  }
  if (status.pending.count > 0) {
    return {
      ...base,
      shape: 'waiting',
      headline: t('lamp.waiting', {
        count: status.pending.count,
        documents: documents(status.pending),
      }),
      detail: sentences(
        describeEnd(status, now, t, formats),
        status.pending.oldestAt !== null &&
          t('lamp.oldest', { oldest: since(status.pending.oldestAt) }),
        status.waitingInvoice.count > 0 &&
          t('lamp.waitingInvoice', { count: status.waitingInvoice.count }),
        status.unclear.count > 0 && t('lamp.unclear', { count: status.unclear.count }),
        status.aside.count > 0 && t('lamp.aside', { count: status.aside.count }),
        nextStep(status, now, t, formats),
      ),
    };
  }
  if (status.total === 0) {
    return {
      ...base,
      shape: 'waiting',
      headline: t('lamp.empty'),
      detail: t('lamp.emptyDetail'),
    };
  }
  return {
    ...base,
    shape: 'done',
    headline: t('lamp.allDone'),
    detail:
      describeEnd(status, now, t, formats) ||
      (status.lastBookedAt === null
        ? ''
        : t('lamp.lastBooked', { when: since(status.lastBookedAt) })),
  };
}

function wordOf(cause: Cause) {
  const words: Partial<Record<Cause, (typeof PAUSE_WORDS)[keyof typeof PAUSE_WORDS]>> = PAUSE_WORDS;
  return words[cause] ?? 'lamp.fault';
}

export interface Progress {
  /** Booked in this run. */
  readonly done: number;
  /** All documents of this run; it may grow while it runs. */
  readonly of: number;
  /** Time left at the rate of the last seconds, in ms; null when it cannot be known. */
  readonly remainingMs: number | null;
  /** Booked per minute. */
  readonly perMinute: number | null;
}

/** How far the run is; null while there is none, or nothing to count. */
export function runProgress({ running, pause, run, unclear }: EngineStatus): Progress | null {
  if (!running || pause || !run) return null;
  const of = run.booked + run.remaining;
  if (of === 0) return null;
  const { perMinute, remaining } = run;
  // Jobs in doubt wait for RS, not for the connection.
  const isKnown = perMinute !== null && remaining > 0 && unclear.count === 0;
  return {
    done: run.booked,
    of,
    perMinute,
    remainingMs: isKnown ? (remaining / perMinute) * MINUTE : null,
  };
}

function describeProgress(status: EngineStatus, t: Translate, formats: Formats): string {
  const progress = runProgress(status);
  if (!progress) return '';
  const { done, of, perMinute, remainingMs } = progress;
  const rate =
    perMinute === null ? 0 : perMinute < 100 ? perMinute : Math.round(perMinute / 10) * 10;
  return sentences(
    t('lamp.runProgress', { done, of }),
    rate >= 1 && t('lamp.runRate', { rate: Math.round(rate) }),
    remainingMs !== null && t('lamp.runRemaining', { span: formats.span(remainingMs) }),
  );
}

/** The summary of a run that has ended, for a while: how many, and how long it took. */
function describeEnd({ run }: EngineStatus, now: number, t: Translate, formats: Formats): string {
  if (!run || run.endedAt === null || run.booked === 0) return '';
  if (now - run.endedAt > RUN_SUMMARY_TIME_MS) return '';
  const span = formats.span(run.endedAt - run.startedAt);
  return sentences(t('lamp.runEnded', { booked: run.booked, span }));
}

/** A stop by a person: the sentence never sounds as if it would go on by itself, and a forgotten stop asks for a person. */
function describeStop(
  status: EngineStatus,
  stoppedAt: number,
  now: number,
  t: Translate,
  formats: Formats,
): Pick<Lamp, 'shape' | 'headline' | 'detail'> {
  // Jobs put aside wait for a reason of their own.
  const waiting = withoutGroups(status.pending, [status.aside]);
  const detail = sentences(
    waiting.count > 0
      ? t('lamp.stoppedWaiting', {
          count: waiting.count,
          documents: describeTally(waiting, t, formats),
        })
      : t('lamp.stoppedEmpty'),
    t('lamp.goesOnByKick'),
  );
  if (status.running && status.sending.count > 0) {
    const headline = t('lamp.stopping', { count: status.sending.count });
    return { shape: 'paused', headline, detail };
  }
  const since = formats.timeOrDate(stoppedAt, now);
  return isForgotten(status, now)
    ? { shape: 'attention', headline: t('lamp.forgotten', { since }), detail }
    : { shape: 'paused', headline: t('lamp.stoppedSince', { since }), detail };
}

/** `3 Belege (120,00 €)`; the money is the sum of signed amounts, so cash-out counts against cash-in. */
export function describeTally(
  tally: Pick<Tally, 'count' | 'sums'>,
  t: Translate,
  formats: Formats,
): string {
  const documents = t('lamp.documents', { count: tally.count });
  const money = formats.sums(tally.sums);
  return money === null ? documents : t('lamp.documentsMoney', { documents, money });
}

function nextStep(status: EngineStatus, now: number, t: Translate, formats: Formats): string {
  if (status.nextDueAt === null) {
    // Jobs put aside wait on purpose; saying that a kick starts them would be wrong.
    return status.pending.count > status.aside.count ? t('lamp.waitsForPerson') : '';
  }
  return status.nextDueAt <= now
    ? t('lamp.nextDueNow')
    : t('lamp.nextDue', { when: formats.relative(status.nextDueAt, now) });
}

function stored(status: EngineStatus, t: Translate, documents: (tally: Tally) => string): string {
  return status.pending.count > 0
    ? t('lamp.stored', { documents: documents(status.pending) })
    : t('lamp.nothingOpen');
}

/** The rest of `all` without the groups. */
export function withoutGroups(all: Tally, groups: readonly Tally[]): Pick<Tally, 'count' | 'sums'> {
  const sums = { ...all.sums };
  let count = all.count;
  for (const group of groups) {
    count -= group.count;
    for (const [currency, sum] of Object.entries(group.sums)) {
      sums[currency] = (sums[currency] ?? 0) - sum;
      // A currency that only the others had is none of the rest.
      if (sums[currency] === 0) delete sums[currency];
    }
  }
  return { count, sums };
}

function sentences(...parts: readonly (string | false)[]): string {
  const text = parts.filter((part) => part !== false && part !== '').join(' ');
  // "in 4 min." ends with a full stop of its own.
  return text.replaceAll('..', '.');
}
