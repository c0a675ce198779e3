/**
 * Years of store life in minutes, against the real store, ingest, engine and connector:
 *
 *   npm run simulate -- [--seed 1] [--days 7] [--histories 1 | --total-events N] [--events 40] [--workers 1] [--amnesia] [--twins]
 *
 * `--seed` is the first of so many histories, or of as many as it takes for so many events; `--workers` is in how many
 * processes at once. `--amnesia` also takes away, moves and replaces the data folder. `--twins` runs the suite against deliberately broken programs, each of which has to be caught.
 * Exits with 1 when a promise was broken (or a twin was not noticed).
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Task, Told } from './part.ts';
import { TWINS } from './twins.ts';

/** A twin that has not been noticed after so many histories is not noticed. */
const MOST_HISTORIES_OF_A_TWIN = 40;
/** A long run tells how far it is. */
const TELL_EVERY_EVENTS = 20_000;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '7' },
    histories: { type: 'string', default: '1' },
    'total-events': { type: 'string' },
    events: { type: 'string', default: '40' },
    workers: { type: 'string', default: '1' },
    amnesia: { type: 'boolean', default: false },
    twins: { type: 'boolean', default: false },
  },
});
const FIRST_SEED = Number(values.seed);
const SIZE = {
  days: Number(values.days),
  eventsADay: Number(values.events),
  hasAmnesia: values.amnesia,
};
const ENOUGH_EVENTS =
  values['total-events'] === undefined ? Infinity : Number(values['total-events']);
const ENOUGH_HISTORIES = values['total-events'] === undefined ? Number(values.histories) : Infinity;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

class Part {
  readonly #child: ChildProcess = fork(fileURLToPath(new URL('part.ts', import.meta.url)));

  /** @returns undefined: the process ended over it. */
  async live(task: Task): Promise<Told | undefined> {
    this.#child.send(task);
    const ended = new AbortController();
    const told = once(this.#child, 'message', { signal: ended.signal });
    const died = once(this.#child, 'exit', { signal: ended.signal }).then(() => undefined);
    const first = await Promise.race([told, died]);
    ended.abort();
    await Promise.allSettled([told, died]);
    return first?.[0] as Told | undefined;
  }

  end(): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}

const sums = {
  histories: 0,
  events: 0,
  postings: 0,
  cuts: 0,
  sleeps: 0,
  restores: 0,
  amnesias: 0,
  signIns: 0,
  faults: 0,
  bad: 0,
};
const started = performance.now();

function tell(): void {
  const { histories, events, postings, cuts, sleeps, restores, amnesias, signIns, faults, bad } =
    sums;
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  say(
    `${histories} histories of ${SIZE.days} days (seeds ${FIRST_SEED} to ${FIRST_SEED + histories - 1}): ` +
      `${events} events, ${postings} postings, ${cuts} power cuts, ${sleeps} sleeps, ${restores} restores (${amnesias} of them unannounced), ` +
      `${signIns} new sign-ins, ${faults} faults of the line; broken: ${bad}; ${minutes} minutes`,
  );
}

function add(seed: number, history: Told | undefined): void {
  sums.histories += 1;
  if (history) {
    const before = Math.floor(sums.events / TELL_EVERY_EVENTS);
    sums.events += history.events;
    sums.postings += history.postings;
    sums.cuts += history.cuts;
    sums.sleeps += history.sleeps;
    sums.restores += history.restores;
    sums.amnesias += history.amnesias;
    sums.signIns += history.signIns;
    sums.faults += Object.values(history.suffered).reduce((sum, count) => sum + count, 0);
    if (Math.floor(sums.events / TELL_EVERY_EVENTS) > before) tell();
    if (history.good) return;
  }
  sums.bad += 1;
  process.exitCode = 1;
  const why = history ? { ...history.verdict, bugs: history.bugs } : 'the process ended';
  say(`seed ${seed} BROKEN ${JSON.stringify(why).slice(0, 2_000)}`);
  say(
    `  again: npm run simulate -- --seed ${seed} --days ${SIZE.days} --events ${SIZE.eventsADay}${SIZE.hasAmnesia ? ' --amnesia' : ''}`,
  );
}

async function main(): Promise<void> {
  let next = FIRST_SEED;
  const isEnough = () => sums.events >= ENOUGH_EVENTS || next - FIRST_SEED >= ENOUGH_HISTORIES;
  const works = Array.from({ length: Number(values.workers) }, async () => {
    let part = new Part();
    while (!isEnough()) {
      const seed = next++;
      const history = await part.live({ seed, ...SIZE });
      add(seed, history);
      if (!history) part = new Part();
    }
    part.end();
  });
  await Promise.all(works);
  tell();
  if (values.twins) await catchTwins();
}

async function catchTwins(): Promise<void> {
  let part = new Part();
  for (const twin of Object.keys(TWINS)) {
    let caught: Told | undefined;
    for (let seed = FIRST_SEED; !caught && seed < FIRST_SEED + MOST_HISTORIES_OF_A_TWIN; seed++) {
      const history = await part.live({ seed, ...SIZE, twin });
      if (!history) part = new Part();
      else if (!history.good) caught = history;
    }
    if (!caught) process.exitCode = 1;
    const { lost, tooMany, stuck, untrue } = caught?.verdict ?? {};
    say(
      caught
        ? `twin "${twin}" caught by seed ${caught.seed}: lost ${lost?.length}, too many ${tooMany?.length}, ` +
            `stuck ${stuck?.length}, untrue ${untrue?.length}`
        : `twin "${twin}" NOT CAUGHT`,
    );
  }
  part.end();
}

// A run that is ended early has counted something all the same.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    tell();
    process.exit(1);
  });
}
await main();
