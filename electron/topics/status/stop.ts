/**
 * Stopping and KICK JOB. After a stop by a person nothing more is sent until a person starts it again, through restarts and
 * updates.
 */
import { z } from 'zod';
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';
import type { Engine } from '../../core/engine/face.ts';
import type { ChangesHub } from './changes-hub.ts';

/** When it was stopped; null: it is not. */
const STOPPED_AT: Setting<number | null> = {
  key: 'engine.stoppedAt',
  schema: z.number().int().nullable(),
};

export interface Stop {
  /** When a person stopped the sending; null: nobody did. */
  since(): number | null;
  /** Stops; the second time changes nothing. Durable, with an entry in the journal, when it returns. */
  set(): void;
  /** A person started it again. @returns whether it was stopped. */
  clear(): boolean;
  /** Another program may have changed it: read it again at the next question. */
  forget(): void;
}

export function createStop(settings: SettingsStore, journal: Journal, clock: Clock): Stop {
  // Asked at every claim of the engine.
  let known: number | null | undefined;

  function since(): number | null {
    if (known === undefined) known = settings.get(STOPPED_AT) ?? null;
    return known;
  }

  function change(action: 'stop' | 'start', before: number | null, after: number | null): void {
    settings.transact(() => {
      settings.set(STOPPED_AT, after);
      journal.append({
        at: clock(),
        topic: 'setting',
        subject: STOPPED_AT.key,
        action,
        reason: null,
        details: { before, after },
      });
    });
    known = after;
  }

  return {
    since,
    set() {
      if (since() === null) change('stop', null, clock());
    },
    clear() {
      const before = since();
      if (before !== null) change('start', before, null);
      return before !== null;
    },
    forget() {
      known = undefined;
    },
  };
}

export interface EngineHandlersOptions {
  readonly hub: Pick<ChangesHub, 'current'>;
  readonly engine: Pick<Engine, 'kick' | 'wake'>;
  readonly stop: Stop;
}

export function createEngineHandlers({
  hub,
  engine,
  stop,
}: EngineHandlersOptions): HandlersOf<'engine'> {
  return {
    'engine.kick': async () => {
      const { pending, aside } = hub.current().status;
      stop.clear();
      const { alreadyRunning } = await engine.kick();
      return { alreadyRunning, jobs: pending.count - aside.count };
    },
    'engine.stop': () => {
      stop.set();
      engine.wake();
      return { out: hub.current().status.sending.count };
    },
  };
}
