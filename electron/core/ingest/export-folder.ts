/** A folder of other programs, from which exports are read and in which nothing is ever changed. */
import fs from 'node:fs';
import path from 'node:path';
import { classify, signatureOf } from './deliveries.ts';
import { FolderFindings, type Sweep } from './folder-findings.ts';
import { looksLikeExport } from './formats/dsfinvk/index.ts';
import type { Imported } from './report.ts';
import { createStillness, SETTLE_MS } from './stillness.ts';

/** Exports that were read: files that stay where they are must not be read again at each look. */
export interface TakenExports {
  isTaken(file: string, signature: string): boolean;
  taken(file: string, signature: string): void;
}

export function createExportSweep(options: {
  readonly folder: string;
  readonly exports: TakenExports;
  readonly uptime: () => number;
  readonly importFile: (file: string) => Promise<Imported>;
  readonly isClosed: () => boolean;
}): () => Promise<Sweep> {
  const { folder, exports, isClosed } = options;
  const stillness = createStillness(options.uptime);

  async function take(file: string, signature: string): Promise<void> {
    const { isFinished, report, failure } = await options.importFile(file);
    if (failure !== undefined) throw new Error(report.rejected[0]?.message, { cause: failure });
    // Noted after the commit: a crash in between has it imported again, and everything in it is known then.
    if (isFinished && report.sha256 !== null) exports.taken(file, signature);
  }

  return async () => {
    // Not made when it is missing: the folder would hide the drive that is away.
    const entries = await fs.promises.readdir(folder, { withFileTypes: true });
    const findings = new FolderFindings();
    stillness.beginLook();
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (isClosed()) break;
      const { kind } = classify(entry);
      if (kind !== 'zip' && kind !== 'folder') continue;
      const file = path.join(folder, entry.name);
      try {
        // Other people's folders hold other things, too.
        if (!(await looksLikeExport(file))) continue;
        const { text: signature } = await signatureOf(file);
        if (exports.isTaken(file, signature)) continue;
        if (stillness.isStill(file, signature, SETTLE_MS)) await take(file, signature);
      } catch (error) {
        findings.addError(error, 'delivery', entry.name);
      }
    }
    return { findings: findings.all(), nextLookMs: stillness.nextLookMs() };
  };
}
