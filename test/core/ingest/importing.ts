/** A new database for each test of a file, and exports that are imported into it. */
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { createIngest, type IngestOptions } from '../../../electron/core/ingest/index.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import type { IngestReport } from '../../../shared/domain/ingest-report.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport, type Closing, type Receipt } from './export-builder.ts';

export const NOW = Date.parse('2026-11-30T08:00:00Z');

export function importing() {
  let folder: string;
  let db: Db;
  let written = 0;

  beforeEach(() => {
    folder = tempFolder();
    db = openDatabase(path.join(folder, 'data'), { now: () => NOW });
  });

  afterEach(() => db.close());

  const ingest = (more: Partial<IngestOptions> = {}) =>
    createIngest({
      db,
      dataFolder: path.join(folder, 'data'),
      clock: () => NOW,
      uptime: () => performance.now(),
      timers: realTimers,
      timeZone: 'Europe/Berlin',
      onStored: () => undefined,
      ...more,
    });

  return {
    /** Of the test that runs. */
    db: () => db,
    ingest,
    exportOf: (receipts: readonly Receipt[], closing: Closing = {}) =>
      writeExport(path.join(folder, `export-${(written += 1)}`), receipts, closing),
    async importOne(source: string, more: Partial<IngestOptions> = {}): Promise<IngestReport> {
      const [report] = await ingest(more).importPaths(source);
      if (!report) throw new Error('No report.');
      return report;
    },
  };
}
