/** A process of `npm run simulate`: lives the histories that it is given, one after another, and tells how they ended. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { live, type History } from './history.ts';
import { TWINS } from './twins.ts';

export interface Task {
  readonly seed: number;
  readonly days: number;
  readonly eventsADay: number;
  readonly hasAmnesia?: boolean;
  /** Name of the broken program; absent: the real one. */
  readonly twin?: string;
}
export type Told = History;

/** A disk in memory where there is one: what a power cut leaves is decided by the simulator and not by the disk. */
const DISK = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();

process.on('message', (task: Task) => {
  const folder = fs.mkdtempSync(path.join(DISK, 'venduo-simulated-'));
  const tampering = task.twin === undefined ? undefined : TWINS[task.twin];
  live({ ...task, folder, ...(tampering && { tampering }) })
    .then((told: Told) => process.send?.(told))
    .finally(() => fs.rmSync(folder, { recursive: true, force: true }))
    .catch((error: unknown) => {
      process.stderr.write(
        `seed ${task.seed}: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      process.exit(1);
    });
});
