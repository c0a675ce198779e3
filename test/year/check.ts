/** Plants a fault in a copy of the year, looks at every closing, takes the way out and looks again. */
import type { ClosingView } from '../../shared/contract/contract.ts';
import type { Fault } from './fault.ts';
import { closingName, codesOf, Scene } from './scene.ts';
import { copyWorld, nameOfLine } from './world.ts';
import type { SealedYear } from './year.ts';

/** Codes by closing that is not sealed. */
type Unsealed = Readonly<Record<string, readonly string[]>>;

export interface Found {
  /** The closing that the fault is about. */
  readonly name: string;
  readonly planted: Unsealed;
  /** After the way out was taken. */
  readonly mended: Unsealed;
  /** What differs, and what should, in cents; both null where that is not looked at. */
  readonly cents: number | null;
  readonly wanted: number | null;
  /** Receipts of the year that were sent once more. */
  readonly sent: number;
}

export async function checkFault(
  year: SealedYear,
  fault: Fault,
  nth: number,
  folder: string,
): Promise<Found> {
  copyWorld(year.folder, folder);
  const scene = new Scene(year, folder, nth);
  const { world } = scene;
  const posts = world.backend.store.db
    .prepare<[number], number>(`SELECT count(*) FROM attempts WHERE kind = 'post' AND job_id <= ?`)
    .pluck();
  const last = world.job('id = (SELECT max(id) FROM jobs)').id;
  const before = posts.get(last) ?? 0;
  const planted = await fault.plant(scene);
  if (!fault.waits && fault.reads !== 'closing') await world.rest();
  const name = fault.reads === 'day' ? planted.closing.day : closingName(planted.closing);
  const views = await look(scene, fault, name);
  const cents = views.get(name)?.line.differenceCents ?? null;
  const amount = planted.job === undefined ? 0 : Math.abs(world.job('id = ?', planted.job).amount);
  const sums = { job: amount, twice: 2 * amount };
  const { cents: said } = fault;
  const wanted = said === undefined ? cents : typeof said === 'string' ? sums[said] : said;
  const found = { name, planted: await unsealed(scene, fault, views), cents, wanted };
  await planted.mend();
  await world.rest();
  const mended = await stillOpen(scene, views);
  const sent = (posts.get(last) ?? 0) - before;
  await world.end();
  return { ...found, mended, sent };
}

/** What was opened is read again; how the others stand, the calendar says. */
async function stillOpen(scene: Scene, views: ReadonlyMap<string, ClosingView>): Promise<Unsealed> {
  const { world } = scene;
  const days = await world.calendar();
  const open = new Set([...views.values()].flatMap(({ line }) => (line.sealed ? [] : line.days)));
  for (const { day, state } of days) if (state !== 'sealed') open.add(day);
  const after = await world.read([...open]);
  const found: Record<string, readonly string[]> = {};
  for (const [name, view] of after) if (!view.line.sealed) found[name] = codesOf(view);
  for (const { day, state } of await world.calendar()) {
    if (state !== 'sealed') found[day] = [state];
  }
  return found;
}

async function look(scene: Scene, fault: Fault, name: string): Promise<Map<string, ClosingView>> {
  const { world } = scene;
  if (fault.reads !== 'closing') return world.read();
  const views = new Map<string, ClosingView>();
  const { handlers } = world.backend;
  for (const { day } of await world.calendar()) {
    const { closings } = await handlers['closing.day'](day, 'en');
    for (const view of closings) {
      const own = nameOfLine(view.line);
      if (!views.has(own)) views.set(own, view);
      if (own !== name) continue;
      const { key } = view;
      const reply = await world.until(handlers['closing.read']({ day, key }, 'en'));
      views.set(own, reply.closings.find((one) => one.key === key) ?? view);
    }
  }
  return views;
}

async function unsealed(
  scene: Scene,
  fault: Fault,
  views: ReadonlyMap<string, ClosingView>,
): Promise<Unsealed> {
  const open: Record<string, readonly string[]> = {};
  for (const [name, view] of views) if (!view.line.sealed) open[name] = codesOf(view);
  if (fault.reads !== 'day') return open;
  for (const { day } of await scene.world.calendar()) {
    const { day: line } = await scene.world.backend.handlers['closing.day'](day, 'en');
    if (!line.sealed) open[day] = line.reasons.map(({ code }) => code);
  }
  return open;
}
