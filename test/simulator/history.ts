/**
 * One history of a store, all of it decided by its seed: what tills sell, what the line and RS do, when the power goes,
 * what people press. At the end everything heals and comes to rest, and the books are compared with the model.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { CRASH_POINTS } from '../../shared/domain/crash-points.ts';
import { DATABASE_FILE } from '../../electron/core/db/open.ts';
import { markAsCopy } from '../../electron/core/db/copy-mark.ts';
import { FolderInUseError, lockFolder } from '../../electron/core/db/lock.ts';
import { PRESET_ACCOUNTS } from '../../shared/domain/accounts.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/time.ts';
import { SimulatedTime } from '../helpers/simulated-time.ts';
import { isGood, judge, type Verdict } from './invariants.ts';
import { Pc, Program, type Tampering } from './program.ts';
import { FATES, simulateRs, TURNED_AWAY } from './retail-suite.ts';
import { ClosingTill } from './closing-till.ts';
import { Tills } from './tills.ts';

/** An ordinary day, the days before the clocks are changed, and the last days of a year. */
const FIRST_DAYS = [
  Date.UTC(2026, 0, 2, 8),
  Date.UTC(2026, 2, 28, 8),
  Date.UTC(2026, 9, 24, 8),
  Date.UTC(2026, 11, 30, 8),
];
/** Copies are put back by the history itself. */
const CUT_POINTS = CRASH_POINTS.filter((point) => !point.startsWith('restore'));
/** Long after the end of all backoffs, invoices and settle windows. */
const REST_MS = 20 * DAY;

export interface HistoryOptions {
  readonly seed: number;
  readonly days: number;
  readonly folder: string;
  readonly eventsADay?: number;
  /** The data folder is lost, moved or replaced now and then, and the PC with it. */
  readonly hasAmnesia?: boolean;
  readonly tampering?: Tampering;
}

export interface History {
  readonly seed: number;
  readonly good: boolean;
  readonly verdict: Verdict;
  readonly events: number;
  readonly postings: number;
  readonly cuts: number;
  readonly sleeps: number;
  readonly restores: number;
  /** Times that the program forgot. */
  readonly amnesias: number;
  readonly suffered: Readonly<Record<string, number>>;
  readonly signIns: number;
  readonly bugs: readonly string[];
  /** The names of everything that happened, in order. */
  readonly digest: string;
}

const ACTS = [
  'sell', 'sell', 'sell', 'sell', 'sell', 'sell',
  'wait', 'wait', 'wait', 'wait-long',
  'cut', 'cut-at-commit', 'cut-at-commit', 'cut-at-point', 'cut-at-point',
  'line-dies', 'line-lives', 'line-lives', 'worse', 'better',
  'kick', 'retry-all', 'clock-jump', 'second-program', 'lock-lost', 'deliver-again', 'back-up', 'back-up', 'restore', 'restore',
  'close-day', 'export', 'export', 'change-account', 'change-setting', 'stop', 'go-on', 'go-on', 'fall-asleep', 'fall-asleep', 'fall-asleep',
] as const; // prettier-ignore

/** Beside the others, in a history with amnesia; apart, so that the seeds of old stay what they are. */
const FORGETTING = ['copy-by-hand', 'forget', 'forget'] as const;
const AMNESIAS = ['database-gone', 'log-gone', 'old-copy', 'new-pc', 'folder-moved'] as const;

/** Everything but reading files runs in microtasks here, and reading files is waited for. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

export async function live(options: HistoryOptions): Promise<History> {
  const { seed, days, folder } = options;
  const random = seededRandom(seed);
  const between = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const firstDay = FIRST_DAYS[between(0, FIRST_DAYS.length - 1)] ?? 0;
  const time = new SimulatedTime(firstDay, settle);
  const rs = simulateRs(time, random);
  rs.rate = random() * 0.1;
  const tills = new Tills(path.join(folder, 'tills'), random);
  const closingTill = new ClosingTill(path.join(folder, 'tills'), random, tills.expected);
  let data = path.join(folder, 'data');
  const hasAmnesia = options.hasAmnesia === true || options.tampering?.knowsNoGaps === true;
  const acts = hasAmnesia ? [...ACTS, ...FORGETTING] : ACTS;
  const program = new Program({
    folder: data,
    ...(hasAmnesia && { pc: new Pc() }),
    time,
    rs,
    random,
    tampering: options.tampering ?? {},
  });
  const digest = crypto.createHash('sha256');
  const note = (...what: (string | number)[]) => digest.update(`${time.now} ${what.join(' ')}\n`);
  const toDeliver: string[] = [];
  const exported: string[] = [];
  let restores = 0;
  let amnesias = 0;
  let copyByHand: string | undefined;
  let signIns = 0;
  let past: { restores: number; counts: readonly number[] } = { restores: 0, counts: [] };
  const shrunk: string[] = [];
  /** Postings begun when a person pressed STOP, and the restores until then; undefined: it is not stopped. */
  let stoppedAt: { posts: number; restores: number } | undefined;
  const sentWhileStopped: string[] = [];
  let backup: string | undefined;

  program.start();
  program.store.accounts.change(PRESET_ACCOUNTS.SKR03, program.clock());
  program.connect('first');

  /** After every act the program runs again: somebody switches the PC on, and signs in when asked to. */
  async function alive(): Promise<void> {
    for (;;) {
      while (program.isAsleep) await time.advance(between(1, HOUR));
      try {
        if (!program.alive) {
          note('start');
          program.start();
          await program.resume();
          await settle();
        }
        if (program.engine.state().pause?.cause === 'sign-in-expired') {
          signIns += 1;
          note('sign-in');
          program.connect(rs.signIn().refreshToken);
          await settle();
        }
        // It may have fallen asleep over its first request.
        if (program.alive && !program.isAsleep) return;
      } catch (error) {
        if (program.alive) throw error;
      }
    }
  }

  /** Files that tills have dropped are imported as soon as the program runs; a file stays until it is through. */
  async function importAll(): Promise<void> {
    for (;;) {
      const file = toDeliver[0];
      if (file === undefined) return;
      await alive();
      if (await program.import(file)) toDeliver.shift();
    }
  }

  /** A person's clicks; the power may go at that, and the program is started again. */
  async function pressing(press: () => unknown): Promise<void> {
    try {
      press();
    } catch (error) {
      if (program.alive) throw error;
      await alive();
    }
  }

  function closeDay(): void {
    closingTill.close(between(1, (options.eventsADay ?? 40) / 10), time.now);
  }

  async function act(): Promise<void> {
    const what = acts[between(0, acts.length - 1)] ?? 'wait';
    note(what);
    switch (what) {
      case 'sell':
        toDeliver.push(tills.deliver(between(1, (2 * (options.eventsADay ?? 40)) / 10), time.now));
        return importAll();
      case 'close-day':
        return closeDay();
      case 'export':
        closeDay();
        exported.push(closingTill.export());
        toDeliver.push(exported.at(-1) ?? '');
        return importAll();
      case 'wait':
        return time.advance(between(1, 20 * MINUTE));
      case 'wait-long':
        return time.advance(between(1, 8 * HOUR));
      case 'cut':
        return program.cutPower();
      case 'cut-at-commit':
        return program.plan({
          at: 'commit',
          nth: between(1, 30),
          when: random() < 0.5 ? 'before' : 'after',
        });
      case 'cut-at-point':
        return program.plan({
          at: CUT_POINTS[between(0, CUT_POINTS.length - 1)] ?? 'prepared',
          nth: between(1, 10),
        });
      case 'line-dies':
        rs.offline = true;
        return;
      case 'line-lives':
        rs.offline = false;
        return;
      case 'worse':
        rs.rate = random() * 0.5;
        return;
      case 'better':
        rs.rate = random() * 0.05;
        return;
      case 'kick':
        void program.engine.kick();
        void program.engine.kick();
        return settle();
      case 'retry-all':
        retryAll();
        retryAll();
        return settle();
      case 'clock-jump':
        program.clockOff = [0, 365 * DAY, HOUR, -HOUR, -365 * DAY, 3 * MINUTE][between(0, 5)] ?? 0;
        return;
      case 'second-program':
        try {
          lockFolder(data)();
          note('TWO PROGRAMS');
          throw new Error('A second program got the folder.');
        } catch (error) {
          if (!(error instanceof FolderInUseError)) throw error;
        }
        return;
      case 'lock-lost':
        return program.leaveBehind();
      case 'deliver-again': {
        const files = tills.files();
        const file = files[between(0, files.length - 1)];
        if (file !== undefined) toDeliver.push(file);
        return importAll();
      }
      case 'back-up':
        backup = path.join(folder, 'backup.sqlite');
        fs.rmSync(backup, { force: true });
        await program.store.db.backup(backup);
        if (!options.tampering?.forgetsCopies) markAsCopy(backup, program.clock());
        return;
      case 'restore':
        if (backup === undefined || random() < 0.5) return;
        restores += 1;
        program.cutPower(true);
        for (const tail of ['-wal', '-shm'])
          fs.rmSync(path.join(data, DATABASE_FILE + tail), { force: true });
        fs.copyFileSync(backup, path.join(data, DATABASE_FILE));
        return;
      case 'copy-by-hand':
        copyByHand = path.join(folder, 'by-hand');
        fs.rmSync(copyByHand, { recursive: true, force: true });
        fs.cpSync(data, copyByHand, { recursive: true });
        return;
      case 'forget':
        return forget();
      case 'stop':
        program.pressStop();
        // A run that has lost its folder does not hear of it, and may be gone before it is asked.
        if (program.isAlone) stoppedAt ??= { posts: postsBegun(), restores };
        return settle();
      case 'go-on':
        stoppedAt = undefined;
        program.goOn();
        return settle();
      case 'change-setting':
        program.concurrency = between(1, 32);
        program.engine.wake();
        return;
      case 'fall-asleep': {
        const chance = random();
        const fates = chance < 0.5 ? TURNED_AWAY : chance < 0.7 ? FATES : [undefined];
        const at = (['post', 'post', 'look-up', 'token'] as const)[between(0, 3)] ?? 'post';
        return program.planSleep({
          at,
          nth: at === 'token' ? 1 : between(1, 6),
          fate: fates[between(0, fates.length - 1)],
          isTakenOver: random() < 0.8,
          ms: between(1, 8 * HOUR),
          wakesAtItsPosting: random() < 0.8,
          losesTime: random() < 0.5,
        });
      }
      case 'change-account':
        return program.swapTransit(random() < 0.5 ? 'contra-cash-in' : 'contra-cash-out');
    }
  }

  /** Somebody starts the program again on what is left, signs in, and has the tills export all of it once more. */
  async function forget(): Promise<void> {
    const how = AMNESIAS[between(0, AMNESIAS.length - 1)] ?? 'new-pc';
    if (how === 'old-copy' && copyByHand === undefined) return;
    note(how);
    amnesias += 1;
    // What was before is told apart as after a restore.
    restores += 1;
    program.cutPower(true);
    program.clockOff = 0;
    const database = path.join(data, DATABASE_FILE);
    if (how === 'database-gone') fs.rmSync(database);
    if (how === 'database-gone' || how === 'log-gone') {
      for (const tail of ['-wal', '-shm']) fs.rmSync(database + tail, { force: true });
    }
    if (how === 'old-copy' && copyByHand !== undefined) {
      fs.rmSync(data, { recursive: true });
      fs.cpSync(copyByHand, data, { recursive: true });
    }
    if (how === 'new-pc' || how === 'folder-moved') {
      const before = data;
      data = path.join(folder, `data-${amnesias}`);
      if (how === 'folder-moved') fs.renameSync(before, data);
      program.options = { ...program.options, folder: data, pc: new Pc() };
      // Nobody has a new PC in place while a request of the old one is still on its way.
      await time.advance(between(5 * MINUTE, 3 * HOUR));
    }
    await alive();
    if (program.store.accounts.all().length === 0) {
      program.store.accounts.change(PRESET_ACCOUNTS.SKR03, program.clock());
    }
    program.connect(rs.signIn().refreshToken);
    toDeliver.push(...tills.files(), ...exported);
    await settle();
    await importAll();
  }

  /** Attempts and journal only grow, but for a restore. */
  function notePast(): void {
    const { db } = program.store;
    const now = ['attempts', 'answers', 'journal', 'pos_events', 'jobs'].map(
      (name) => db.prepare<[], number>(`SELECT count(*) FROM ${name}`).pluck().get() ?? 0,
    );
    if (restores === past.restores && now.some((count, at) => count < (past.counts[at] ?? 0))) {
      shrunk.push(`${past.counts.join('/')} became ${now.join('/')}`);
    }
    past = { restores, counts: now };
  }

  function postsBegun(): number {
    return (
      program.store.db
        .prepare<[], number>(`SELECT count(*) FROM attempts WHERE kind = 'post'`)
        .pluck()
        .get() ?? 0
    );
  }

  /** A copy that was made before knows nothing of the stop; and a run that lost its folder has not heard of it. */
  function noteStop(): void {
    if (!program.isAlone || (stoppedAt && stoppedAt.restores !== restores)) stoppedAt = undefined;
    if (!stoppedAt) return;
    const posts = postsBegun();
    if (!program.isStopped) sentWhileStopped.push('the stop was forgotten');
    if (posts !== stoppedAt.posts)
      sentWhileStopped.push(`${posts - stoppedAt.posts} while stopped`);
    stoppedAt = { posts, restores };
  }

  /**
   * A copy that is put back has forgotten that an account was changed, and what was booked against the new one: RS holds
   * another contra account than was sent. The card says what to do; somebody does it, and presses Retry.
   */
  function correctInRs(): void {
    if (restores === 0) return;
    const { db, list } = program.store;
    const asked = db
      .prepare<[], { id: number; reference: string }>(
        `SELECT id, reference FROM jobs WHERE state = 'attention' AND cause = 'booked-differently'`,
      )
      .all();
    for (const { id, reference } of asked) {
      const sent = JSON.parse(list.lastPosting(id) ?? '{}') as { gegkonto?: number };
      if (sent.gegkonto !== undefined) rs.ledger.changeContra(reference, sent.gegkonto);
    }
    if (asked.length > 0) program.engine.restart(asked.map(({ id }) => id));
  }

  function retryAll(): void {
    const { db } = program.store;
    program.engine.restart(
      db
        .prepare<[], number>(`SELECT id FROM jobs WHERE state NOT IN ('booked', 'verified')`)
        .pluck()
        .all(),
    );
  }

  try {
    const end = firstDay + days * DAY;
    const pace = (10 * 24) / ACTS.length;
    while (time.now < end) {
      await alive();
      notePast();
      noteStop();
      try {
        await act();
      } catch (error) {
        if (program.alive) throw error;
      }
      if (program.alive) await time.advance(between(1, (DAY / 100) * pace));
    }
    // Everything heals; people do what the window asks them to.
    note('rest');
    rs.offline = false;
    rs.rate = 0;
    program.clockOff = 0;
    stoppedAt = undefined;
    const rest = closingTill.exportRest();
    if (rest !== undefined) toDeliver.push(rest);
    if (amnesias > 0) toDeliver.push(...tills.files(), ...exported);
    for (const until = time.now + REST_MS; time.now < until;) {
      await alive();
      await importAll();
      await pressing(() => program.isStopped && program.goOn());
      await pressing(correctInRs);
      await time.advance(MINUTE);
      await alive();
      if (!hasOpen()) break;
      if (random() < 0.02) await pressing(retryAll);
      await time.advance(random() < 0.5 ? 5 * MINUTE : 2 * HOUR);
    }
    await alive();
    const verdict = judge(program.store.db, rs.ledger, tills.expected);
    for (const posting of rs.ledger.postings()) note(posting.beleg2, posting.umsatz, posting.lfdNr);
    return {
      seed,
      good:
        isGood(verdict) &&
        program.bugs.length === 0 &&
        shrunk.length === 0 &&
        sentWhileStopped.length === 0,
      verdict,
      events: tills.events + closingTill.events,
      postings: rs.ledger.postings().length,
      cuts: program.cuts,
      sleeps: program.sleeps,
      restores,
      amnesias,
      suffered: Object.fromEntries(rs.suffered),
      signIns,
      bugs: [...program.bugs.map(String), ...shrunk, ...sentWhileStopped],
      digest: digest.digest('hex'),
    };
  } finally {
    program.cutPower(true);
    rs.close();
  }

  function hasOpen(): boolean {
    return (
      program.store.db
        .prepare<[], number>(`SELECT count(*) FROM jobs WHERE state <> 'verified'`)
        .pluck()
        .get() !== 0
    );
  }
}
