/** The torture: lives of the program that end by SIGKILL, at named points and at random moments. */
import { CRASH_POINTS, type CrashPoint } from '../../shared/domain/crash-points.ts';
import type { Random } from '../../shared/domain/time.ts';
import { WAYS } from './points.ts';
import { AMNESIAS, type Life, type TorturedShop } from './tortured-shop.ts';

const REACH_WITHIN_MS = 30_000;
const USUAL_START_MS = 250;
const BUSY_MS = 150;
const REST_OF_POINT_MS = 600;
/** The queue is empty, doubts are over, postings are read back. */
const LONG_MS = 5_000;

/** Faults of the line and of RS that accompany the kills: shares of the requests. */
const FAULTS = {
  'answer-lost': 0.03,
  late: 0.02,
  dropped: 0.02,
  slow: 0.4,
  'half-open': 0.003,
  unauthorized: 0.003,
  'schema-drift': 0.02,
  'server-error': 0.01,
  garbage: 0.01,
} as const;

/** Points that every life with work passes; twice where a request has left. */
const EVERYDAY: readonly CrashPoint[] = [
  'original-kept',
  'source-noted',
  'events-stored',
  'source-finished',
  'prepared',
  'prepared',
  'answered',
  'answered',
  'settled',
  'looked-up',
  'invoices-answered',
];

/** Kills the program once at every point of that time. @returns points not reached */
export async function killAtPoints(
  shop: TorturedShop,
  when?: 'first' | 'last',
): Promise<CrashPoint[]> {
  const missed: CrashPoint[] = [];
  for (const point of CRASH_POINTS.filter((one) => WAYS[one].when === when)) {
    const { prepare, orders, leaves } = WAYS[point];
    if (prepare) await prepare(shop);
    else if (when !== 'first') shop.feed.file(4);
    const life = shop.start({ ...orders, crash: { point, passage: 1 } });
    await life.until(() => false, REACH_WITHIN_MS);
    if (life.child.signalCode !== 'SIGKILL') missed.push(point);
    await life.kill();
    shop.after(life);
    if (leaves === 'signed-out') {
      const next = shop.start();
      const isTold = await next.until(
        () => next.state?.pause === 'sign-in-expired',
        REACH_WITHIN_MS,
      );
      await next.kill();
      if (!isTold) throw new Error(`After ${point} no question for a new sign-in. ${next.errors}`);
      shop.after(next);
    }
  }
  return missed;
}

export interface Kills {
  /** By crash point; `random` for the others. */
  readonly byPlace: Map<string, number>;
  total: number;
  /** Lives that left jobs on their way: out, or being looked up. */
  inFlight: number;
}

/** From the start of Node to the first job that comes further, as last seen: a loaded PC takes many times as long. */
let startsInMs = USUAL_START_MS;

/**
 * Kills the program so often, at random moments and points, while its inbox fills; no longer than `until`.
 *
 * @param amnesia share of the kills after which the program has forgotten what it knew
 */
export async function killAtRandom(
  shop: TorturedShop,
  kills: number,
  random: Random,
  onKill: (kills: Kills) => void = () => undefined,
  until = Infinity,
  amnesia = 0,
): Promise<Kills> {
  const done: Kills = { byPlace: new Map(), total: 0, inFlight: 0 };
  await shop.setFaults({ rates: FAULTS });
  while (done.total < kills && Date.now() < until) {
    shop.feed.file(2 + Math.floor(random() * 10));
    if (random() < 0.01) await shop.addExport(10 + Math.floor(random() * 40));
    const point = random() < 0.5 ? pick(EVERYDAY, random) : undefined;
    const life = shop.start({
      concurrency: pick([1, 4, 8, 16], random),
      ...(point && { crash: { point, passage: passage(point, random) } }),
    });
    await moment(life, point !== undefined, random);
    const isOurs = !life.isOver;
    await life.kill();
    if (!isOurs && life.child.signalCode !== 'SIGKILL') {
      throw new Error(`The program ended by itself: ${life.errors}`);
    }
    shop.after(life);
    if (random() < amnesia) shop.copyByHand();
    if (random() < amnesia) await shop.forget(pick(AMNESIAS, random));
    const place = isOurs || !point ? 'random' : point;
    done.byPlace.set(place, (done.byPlace.get(place) ?? 0) + 1);
    done.total += 1;
    if ((life.interrupted ?? 0) > 0) done.inFlight += 1;
    onKill(done);
  }
  return done;
}

/** Files come one or two a life; postings and their answers several. */
function passage(point: CrashPoint, random: Random): number {
  const most = point === 'prepared' || point === 'answered' || point === 'settled' ? 6 : 1;
  return 1 + Math.floor(random() ** 2 * most);
}

/** Waits until the life is to end: mostly while jobs are on their way, now and then at its start or at its rest. */
async function moment(life: Life, hasPoint: boolean, random: Random): Promise<void> {
  const isSignedOut = () => life.state?.pause === 'sign-in-expired';
  const kind = random();
  if (!hasPoint && kind < 0.2) {
    // Node's start, opening, recovery.
    await life.until(isSignedOut, random() * startsInMs * 1.5);
    return;
  }
  await life.until(() => life.movedAt !== undefined || isHeldUp(life), REACH_WITHIN_MS);
  if (life.interrupted !== undefined) {
    startsInMs += ((life.movedAt ?? Date.now()) - life.spawnedAt - startsInMs) * 0.2;
  }
  // A point gets the time to be reached, whatever the PC has to do beside it.
  const pace = Math.max(1, startsInMs / USUAL_START_MS);
  const isLong = kind > 0.98;
  const within = isLong ? LONG_MS : pace * (hasPoint ? REST_OF_POINT_MS : BUSY_MS * random());
  await life.until(() => isSignedOut() || (!isLong && isAtRest(life)), within);
}

/** RS or the line stops it: nothing moves in this life for a while. */
function isHeldUp({ state }: Life): boolean {
  return state !== undefined && state.pause !== null;
}

/** Nothing more happens by itself soon: what is left waits for its time. */
function isAtRest({ state, hasImported }: Life): boolean {
  return hasImported && state?.isRunning === false && state.settledAt !== null;
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)] as T;
}
