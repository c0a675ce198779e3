/**
 * The backend as its hosts see it; `createBackend` (the composition root) builds one.
 */
import type { ChangesSource, EngineStatus, Handlers } from '../../../shared/contract/contract.ts';
import type { Engine } from '../../core/engine/engine.ts';
import type { Download } from '../../core/export/exports.ts';
import type { Ingest } from '../../core/ingest/index.ts';
import type { Host, Store } from '../../open-store.ts';
import type { Desktop } from '../../topics/desktop/desktop.ts';
import type { DesktopShell } from '../../topics/desktop/desktop-shell.ts';
import type { Stop } from '../../topics/status/stop.ts';
import type { UpdateHost } from '../../topics/updates/update-host.ts';
import type { Updates } from '../../topics/updates/updates.ts';

export interface Backend {
  /** The calls that the window may make; parsed and checked by `transport/serve.ts` before it gets here. */
  readonly handlers: Handlers;
  readonly changes: ChangesSource;
  /** Recovers what an earlier run left, then works: engine and inbox. */
  start(): void;
  /**
   * Takes nothing new, waits for what is out, closes the database; at most `deadlineMs`.
   *
   * @returns postings that are on their way or in doubt even so
   */
  stop(deadlineMs: number): Promise<{ readonly openPostings: number }>;
}

export interface BackendOptions extends Host {
  readonly version: string;
  readonly demo: boolean;
  /** Overrides the setting. */
  readonly concurrency?: number;
  /** Default: as set, else `inbox` in the data folder; `null`: none is watched. */
  readonly inbox?: string | null;
  /** People look on: quiet hours hold, and nothing is sent before the first start is through. */
  readonly hasWindow?: boolean;
  /** Dialogs and browser of a desktop; absent where the window is a page in a browser. */
  readonly desktop?: Desktop;
  /** Tray and notifications of a desktop. */
  readonly shell?: DesktopShell;
  /** Undefined: this program is not installed, and nobody looks for new versions of it. */
  readonly updateHost?: UpdateHost;
  readonly proxyFor?: (url: string) => Promise<string | null>;
  readonly startDemo?: () => Promise<string>;
  /** The database turned out to be damaged while the program works on it. @param detail SQLite's own words */
  readonly onDamaged?: (detail: string) => void;
}

export interface RunningBackend extends Backend {
  readonly engine: Engine;
  readonly store: Store;
  readonly ingest: Ingest;
  readonly status: () => EngineStatus;
  readonly byPerson: Stop;
  readonly updates: Updates | undefined;
  /** The PC woke up: engine and watched folders look at once. */
  wake(): void;
  /** The files that the page of a browser may fetch. */
  readonly download: (id: string) => Download | undefined;
}
