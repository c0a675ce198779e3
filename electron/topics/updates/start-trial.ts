/** The first starts of another version: counted until one of them comes to its end. */
import type { UpdateRecords } from './update-record.ts';

export interface StartTrial {
  /** Starts of this version that did not come to their end; 0 once it is proven. */
  readonly failed: number;
  /** The version that started well before; undefined: none is known. */
  readonly from: { readonly version: string; readonly database: number } | undefined;
}

/** Notes that this version starts. @throws when the folder cannot be written */
export function beginTrial(records: UpdateRecords, version: string): StartTrial {
  const { proven, trial } = records.read();
  if (proven === null || proven.version === version) {
    if (trial !== null) records.change({ trial: null });
    return { failed: 0, from: undefined };
  }
  const failed = trial?.version === version ? trial.starts : 0;
  records.change({ trial: { version, starts: failed + 1 } });
  return { failed, from: proven };
}

/** The start failed for a reason that any version would fail for: a full drive, another program. */
export function forgiveTrial(records: UpdateRecords): void {
  const { trial } = records.read();
  if (trial === null) return;
  records.change({ trial: trial.starts > 1 ? { ...trial, starts: trial.starts - 1 } : null });
}

/** The window is there and the backend works. @param database the newest migration that this version knows */
export function proveStart(
  records: UpdateRecords,
  version: string,
  database: number,
  now: number,
): void {
  const { proven, staged, tried, problem } = records.read();
  if (proven?.version === version && proven.database === database) return;
  records.change({
    proven: { version, database },
    trial: null,
    ...(proven &&
      proven.version !== version && { updated: { from: proven.version, to: version, at: now } }),
    ...(staged?.version === version && { staged: null }),
    ...(tried === version && { tried: null }),
    ...(problem?.version === version && { problem: null }),
  });
}
