/** The first starts of another version: counted before anything is opened, proven by the window. */
import { databaseVersionIn, KNOWN_DATABASE_VERSION } from '../../core/db/database-version.ts';
import type { VerifyCopy } from '../../topics/backup/backups.ts';
import { beginTrial, forgiveTrial, proveStart } from '../../topics/updates/start-trial.ts';
import type { UpdateRecords } from '../../topics/updates/update-record.ts';
import { wayBackOf } from '../../topics/updates/way-back.ts';
import { ownAppImage } from './app-image.ts';
import type { Log } from './log.ts';
import { startProblemOf } from './start-problem.ts';
import { askForWayBack } from './way-back-dialog.ts';

export interface FirstStarts {
  /** Counts this start; asks a person where this version has failed before. */
  begin(): Promise<'start' | 'restart' | 'quit'>;
  /** The window is there. */
  proven(): void;
  /** The start failed. */
  failed(error: unknown): void;
}

export interface FirstStartsOptions {
  readonly dataFolder: string;
  readonly version: string;
  readonly records: UpdateRecords;
  readonly verify: VerifyCopy;
  readonly log: Log;
}

export function createFirstStarts(options: FirstStartsOptions): FirstStarts {
  const { dataFolder, version, records, log } = options;

  /** A drive that is full or gone is told by what cannot do without it. */
  function note(change: () => void): void {
    try {
      change();
    } catch (error) {
      log('warn', 'noting the start of a version', error);
    }
  }

  return {
    async begin() {
      let trial: ReturnType<typeof beginTrial> | undefined;
      note(() => {
        trial = beginTrial(records, version);
      });
      if (!trial || trial.failed === 0) return 'start';
      log('warn', `version ${version} has failed to start: ${trial.failed}`);
      const back = wayBackOf(trial, {
        ...options,
        image: ownAppImage(),
        databaseVersion: databaseVersionIn(dataFolder),
        now: Date.now(),
      });
      if (!back) return 'start';
      const answer = await askForWayBack(back, version);
      if (answer === 'again') return 'start';
      if (answer === 'quit' || !back.go) return 'quit';
      await back.go();
      log('warn', `back to version ${back.version}`);
      return 'restart';
    },
    proven: () => note(() => proveStart(records, version, KNOWN_DATABASE_VERSION, Date.now())),
    failed(error) {
      // Any version would have failed for these.
      if (startProblemOf(error) !== 'unknown') note(() => forgiveTrial(records));
    },
  };
}
