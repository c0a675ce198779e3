/** The torture: lives of the program that end by SIGKILL, at named points and at random moments. */
import { CRASH_POINTS, type CrashPoint } from '../../shared/domain/crash-points.ts';
import type { Random } from '../../shared/domain/time.ts';
import { WAYS } from './points.ts';
import type { TorturedShop } from './tortured-shop.ts';

const REACH_WITHIN_MS = 30_000;
/** From the start of Node over the recovery to full work. */
const RANDOM_WITHIN_MS = 1_500;

/** Faults of the line and of RS that accompany the kills: shares of the requests. */
export const FAULTS = {
  'answer-lost': 0.03,
  late: 0.02,
  dropped: 0.02,
  slow: 0.03,
  'half-open': 0.003,
  unauthorized: 0.003,
  'schema-drift': 0.02,
  'server-error': 0.01,
  garbage: 0.01,
} as const;

/** Points that every life with work passes. */
const EVERYDAY: readonly CrashPoint[] = [
  'original-kept',
  'source-noted',
  'events-stored',
  'source-finished',
  'prepared',
  'answered',
  'settled',
  'looked-up',
  'invoices-answered',
];

/** Kills the program once at every point that comes before or after its being set up. @returns points not reached */
export async function killAtPoints(shop: TorturedShop, first: boolean): Promise<CrashPoint[]> {
  const missed: CrashPoint[] = [];
  for (const point of CRASH_POINTS.filter((one) => (WAYS[one].isFirst ?? false) === first)) {
    const { prepare, orders, leaves } = WAYS[point];
    if (prepare) await prepare(shop);
    else if (!first) shop.feed.file(4);
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
      if (!isTold) throw new Error(`After ${point} the program did not ask for a new sign-in.`);
      shop.after(next);
    }
  }
  return missed;
}

export interface Kills {
  /** By crash point; `random` for the others. */
  readonly byPlace: Map<string, number>;
  total: number;
}

/** Kills the program so often, at random moments and points, while its inbox fills; no longer than `until`. */
export async function killAtRandom(
  shop: TorturedShop,
  kills: number,
  random: Random,
  onKill: (kills: Kills) => void = () => undefined,
  until = Infinity,
): Promise<Kills> {
  const done: Kills = { byPlace: new Map(), total: 0 };
  await shop.setFaults({ rates: FAULTS });
  while (done.total < kills && Date.now() < until) {
    shop.feed.file(1 + Math.floor(random() * 8));
    if (random() < 0.02) await shop.addExport(10 + Math.floor(random() * 40));
    const point = random() < 0.5 ? pick(EVERYDAY, random) : undefined;
    const life = shop.start(
      point ? { crash: { point, passage: 1 + Math.floor(random() ** 2 * 12) } } : {},
    );
    // A point gets the time to be reached; else any moment from the start on, seldom until the queue is empty.
    const isLong = point !== undefined || random() < 0.06;
    const moment = isLong ? 2_000 + random() * 3_000 : random() * RANDOM_WITHIN_MS;
    await life.until(() => life.state?.pause === 'sign-in-expired', moment);
    const isOurs = !life.isOver;
    await life.kill();
    if (!isOurs && life.child.signalCode !== 'SIGKILL') {
      throw new Error(`The program ended by itself: ${life.errors}`);
    }
    shop.after(life);
    const place = isOurs || !point ? 'random' : point;
    done.byPlace.set(place, (done.byPlace.get(place) ?? 0) + 1);
    done.total += 1;
    onKill(done);
  }
  return done;
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)] as T;
}
