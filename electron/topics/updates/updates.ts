/**
 * New versions of the program: looked for in quiet, loaded, told, and put in place when nothing of the money is open.
 *
 * off → looking → current | told (a person installs it) | loading → ready → installing. Installed at the start, in a quiet hour, or when
 * a person says so; never because the program or the PC ends, never while a posting is on its way or in doubt.
 */
import fs from 'node:fs';
import type {
  UpdateNote,
  UpdateProblem,
  UpdateState,
  UpdateWait,
} from '../../../shared/contract/contract.ts';
import { isNewer } from '../../../shared/domain/program-version.ts';
import { HOUR, MINUTE, type Clock, type Random, type Timers } from '../../../shared/domain/time.ts';
import { readUpdateAddress } from '../../../shared/domain/update-address.ts';
import type { FoundUpdate, StagedUpdate, UpdateHost } from './update-host.ts';
import { problemOf } from './update-problem.ts';
import type { UpdateRecords } from './update-record.ts';

/** The start has other things to do. */
const FIRST_LOOK_DELAY_MS = 5 * MINUTE;
/** Looked for between so often and once more of that, so that a thousand shops do not ask in the same minute. */
const LOOK_INTERVAL_MS = 6 * HOUR;
const TICK_MS = MINUTE;

export interface UpdatesOptions {
  readonly host: UpdateHost;
  readonly records: UpdateRecords;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  /** As set; null: nobody looks. */
  readonly address: () => string | null;
  /** A posting is on its way or in doubt: nothing is put in place. */
  readonly openPosting: () => Exclude<UpdateWait, 'quiet'> | null;
  readonly isQuietTime: () => boolean;
  readonly onChange: () => void;
  readonly log: (level: 'info' | 'warn' | 'error', message: string, details?: unknown) => void;
}

export interface Updates {
  state(): UpdateState;
  /** For the quiet line; null: there is nothing to tell. */
  note(): UpdateNote | null;
  start(): void;
  stop(): void;
  /** The address may have changed. */
  settingsSaved(): void;
  /** Looks now, and loads behind it what can be put in place. */
  look(): Promise<UpdateState>;
  /** At the start before anything works, or when a person wants it now. @returns whether the program ends for it */
  install(): boolean;
}

export function createUpdates(options: UpdatesOptions): Updates {
  const { host, records, clock, timers, random, log } = options;
  let work: 'looking' | 'loading' | undefined;
  let isInstalling = false;
  let found: FoundUpdate | undefined;
  let lookedAt: number | null = null;
  let nextLookAt = Number.POSITIVE_INFINITY;
  let cancelTick: (() => void) | undefined;
  let looking: Promise<void> | undefined;
  let address = currentAddress();

  /** Read again, whoever stored it. */
  function currentAddress(): string | null {
    const stored = options.address();
    const read = stored === null ? undefined : readUpdateAddress(stored);
    return read?.ok ? read.address : null;
  }

  function staged(): StagedUpdate | undefined {
    const { staged, tried } = records.read();
    const isGood =
      staged !== null &&
      address !== null &&
      host.way === 'self' &&
      staged.version !== tried &&
      isNewer(staged.version, host.version) &&
      fs.existsSync(staged.file);
    return isGood ? staged : undefined;
  }

  function phase(ready: StagedUpdate | undefined): UpdateState['phase'] {
    if (address === null) return 'off';
    if (isInstalling) return 'installing';
    if (work) return work;
    if (ready) return 'ready';
    if (found) return 'told';
    return lookedAt === null ? 'idle' : 'current';
  }

  function state(): UpdateState {
    const ready = staged();
    const { problem, updated } = records.read();
    const version = ready?.version ?? found?.version;
    return {
      way: host.way,
      version: host.version,
      phase: phase(ready),
      found:
        version === undefined || address === null
          ? null
          : { version, download: found?.download ?? address },
      waitsFor: ready && !isInstalling ? (options.openPosting() ?? 'quiet') : null,
      lookedAt,
      problem,
      updated,
    };
  }

  function fail(error: unknown): void {
    const code: UpdateProblem = problemOf(error);
    const detail = error instanceof Error ? error.message : String(error);
    log('warn', `update: ${code}`, error);
    note({ problem: { code, version: found?.version ?? null, detail } });
  }

  /** A drive that is full or gone must not end the program for the sake of an update. */
  function note(change: Parameters<UpdateRecords['change']>[0]): void {
    try {
      records.change(change);
    } catch (error) {
      log('warn', 'noting an update', error);
    }
  }

  /** What an address that was changed meanwhile has said is not heard. */
  async function lookAt(from: string): Promise<void> {
    const isHeard = () => address === from;
    let isLoading = false;
    work = 'looking';
    options.onChange();
    try {
      const answer = await host.look(from);
      if (!isHeard()) return;
      found = answer;
      lookedAt = clock();
      const { tried, problem } = records.read();
      const version = found?.version;
      if (version === undefined || version !== tried) note({ problem: null });
      else if (problem?.code !== 'taken-back' || problem.version !== version)
        note({ problem: { code: 'tried-before', version, detail: '' } });
      const isWanted = host.way === 'self' && version !== undefined && version !== tried;
      if (isWanted && staged()?.version !== version) {
        isLoading = true;
        void load(isHeard);
      }
    } catch (error) {
      if (isHeard()) fail(error);
    } finally {
      if (!isLoading) work = undefined;
      options.onChange();
    }
  }

  async function load(isHeard: () => boolean): Promise<void> {
    work = 'loading';
    note({ staged: null });
    try {
      const update = await host.load();
      if (isHeard()) note({ staged: update });
    } catch (error) {
      if (isHeard()) fail(error);
    } finally {
      work = undefined;
      options.onChange();
    }
  }

  async function look(): Promise<UpdateState> {
    if (address !== null && !isInstalling && work !== 'loading') {
      nextLookAt = clock() + LOOK_INTERVAL_MS * (1 + random());
      looking ??= lookAt(address).finally(() => {
        looking = undefined;
      });
      await looking;
    }
    return state();
  }

  function install(): boolean {
    const ready = staged();
    if (!ready || isInstalling || options.openPosting() !== null) return false;
    isInstalling = true;
    log('info', `update: ${ready.version} is put in place`);
    host.install(ready);
    options.onChange();
    return true;
  }

  function tick(): void {
    cancelTick = timers.after(TICK_MS, () => {
      // A clock that was set back must not stop the looks for years.
      nextLookAt = Math.min(nextLookAt, clock() + 2 * LOOK_INTERVAL_MS);
      if (clock() >= nextLookAt) void look();
      if (options.isQuietTime()) install();
      if (!isInstalling) tick();
    });
  }

  return {
    state,
    note() {
      const { phase, found } = state();
      if (found === null || (phase !== 'ready' && phase !== 'told')) return null;
      return { version: found.version, kind: phase };
    },
    start() {
      nextLookAt = clock() + FIRST_LOOK_DELAY_MS;
      tick();
    },
    stop() {
      cancelTick?.();
      address = null;
    },
    settingsSaved() {
      const before = address;
      address = currentAddress();
      if (address === before) return;
      found = undefined;
      lookedAt = null;
      nextLookAt = clock();
      note({ staged: null, problem: null });
      options.onChange();
    },
    look,
    install,
  };
}
