/** Jobs that the program really sends while its window is measured: a sandbox books them at a steady rate. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openStore } from '../../electron/open-store.ts';
import { openDatabase } from '../../electron/core/db/open.ts';
import { createSettingsStore } from '../../electron/core/db/settings.ts';
import { createHeadlessHost } from '../../electron/shell/host/headless-host.ts';
import {
  SETUP_PROGRESS,
  createProgramSettingsStore,
} from '../../electron/topics/settings/program-settings.ts';
import { createJournal } from '../../electron/core/db/journal.ts';
import { PRESET_ACCOUNTS } from '../../shared/domain/accounts.ts';
import {
  DEFAULT_PREFERENCES,
  preferencesSchema,
  type JobView,
  type Preferences,
} from '../../shared/domain/preferences.ts';
import { DEFAULT_PROGRAM_SETTINGS } from '../../shared/domain/program-settings.ts';
import { ownId } from '../../shared/domain/views.ts';
import { ROOT } from '../../test/electron/program.ts';
import { insertJobs } from '../../test/helpers/jobs.ts';
import { OWN_VIEW } from './scenes.ts';

/** A job is taken, and booked: two changes. */
const CHANGES_PER_JOB = 2;
const CONCURRENCY = 4;

export interface Traffic {
  /** Adds jobs for that many seconds; the program takes them up within two seconds. */
  add(seconds: number): void;
  /** Changes stored so far. */
  changes(): number;
  stop(): Promise<void>;
}

/** Settings of a program that is looked at: English, so many rows a page, a condition that a click switches. */
export function prepare(dataFolder: string, pageSize: number): void {
  const db = openDatabase(dataFolder, { now: Date.now });
  const settings = createSettingsStore(db);
  const jobView: JobView = {
    ...DEFAULT_PREFERENCES.jobView,
    pageSize,
    filterOpen: true,
    filters: [
      {
        id: 'cards',
        active: false,
        condition: { kind: 'choice', column: 'type', values: ['order-non-cash'] },
      },
    ],
  };
  const preferences: Preferences = {
    ...DEFAULT_PREFERENCES,
    language: 'en',
    jobView,
    currentView: ownId(OWN_VIEW),
    views: [{ name: OWN_VIEW, view: jobView }],
  };
  settings.set({ key: 'preferences', schema: preferencesSchema }, preferences);
  settings.set(SETUP_PROGRESS, { state: 'skipped', step: 'language' });
  createProgramSettingsStore(settings, createJournal(db, 'bench'), Date.now).save({
    concurrency: CONCURRENCY,
    // A copy of ten million jobs is not what is measured here.
    backup: { ...DEFAULT_PROGRAM_SETTINGS.backup, daily: false },
  });
  db.close();
}

/**
 * Connects the folder with a sandbox that books, slowly enough for the rate.
 *
 * @param rate changes a second
 */
export async function startTraffic(
  dataFolder: string,
  ledgerFolder: string,
  rate: number,
): Promise<Traffic> {
  const seconds = (CONCURRENCY * CHANGES_PER_JOB) / rate;
  const sandbox = spawn(
    process.execPath,
    [
      path.join(ROOT, 'sandbox/main.ts'),
      ...['--port', '0', '--data', ledgerFolder, '--auto-invoice', '0'],
      ...['--fault', 'slow=1', '--slow', String(seconds)],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let address: Record<string, string> | undefined;
  for await (const line of createInterface({ input: sandbox.stdout })) {
    address = JSON.parse(line) as Record<string, string>;
    break;
  }
  const store = openStore(createHeadlessHost(dataFolder));
  store.connection.save({
    baseUrl: address?.['url'] ?? '',
    clientId: address?.['clientId'] ?? '',
    clientSecret: address?.['clientSecret'] ?? '',
    refreshToken: address?.['refreshToken'] ?? '',
  });
  store.assignment.change(PRESET_ACCOUNTS.SKR03, { chart: null });
  store.close();

  const db = openDatabase(dataFolder, { now: Date.now });
  const started = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM attempts').pluck();
  const first = started.get() ?? 0;
  const answered = db
    .prepare<[number], number>('SELECT count(*) FROM answers WHERE attempt_id > ?')
    .pluck();
  return {
    add(lasting) {
      const now = Date.now();
      insertJobs(
        db,
        Array.from({ length: Math.ceil((lasting * rate) / CHANGES_PER_JOB) }, () => ({
          // Taken in no order, so that the rows on screen change all the time.
          createdAt: now - Math.floor(Math.random() * 3_600_000),
        })),
      );
    },
    changes: () => (started.get() ?? 0) - first + (answered.get(first) ?? 0),
    async stop() {
      db.close();
      sandbox.kill();
      await once(sandbox, 'exit');
    },
  };
}
