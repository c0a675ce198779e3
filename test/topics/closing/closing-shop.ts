/** A shop whose tills deliver exports and inbox lines, and its closings as `close --local` tells them. */
import fs from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import {
  createClosings,
  createExplaining,
  createOpeningEntry,
  type NewExplanation,
} from '../../../electron/core/db/closings/index.ts';
import { createJournal } from '../../../electron/core/db/journal.ts';
import { openDatabase } from '../../../electron/core/db/open.ts';
import { createIngest } from '../../../electron/core/ingest/index.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import { localLines } from '../../../electron/topics/closing/closing-report.ts';
import {
  closingLineSchema,
  dayLineSchema,
  type ClosingLine,
  type DayLine,
} from '../../../shared/domain/closing.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport, type Closing, type Receipt } from '../../core/ingest/export-builder.ts';

const NOW = Date.parse('2026-12-31T12:00:00Z');

export function closingShop() {
  const folder = tempFolder();
  const data = path.join(folder, 'data');
  const db = openDatabase(data, { now: () => NOW });
  onTestFinished(() => void db.close());
  const journal = createJournal(db, 'anna');
  const ingest = createIngest({
    db,
    dataFolder: data,
    clock: () => NOW,
    uptime: () => performance.now(),
    timers: realTimers,
    timeZone: 'Europe/Berlin',
    onStored: () => undefined,
  });
  let written = 0;

  async function importPath(source: string) {
    const [report] = await ingest.importPaths(source);
    if (!report) throw new Error('no report');
    return report;
  }

  return {
    db,
    ingest,
    importPath,
    /** Delivers one closing as an export. */
    exports: (receipts: readonly Receipt[], closing: Closing = {}) =>
      importPath(writeExport(path.join(folder, `export-${(written += 1)}`), receipts, closing)),
    /** Delivers lines of the inbox. */
    async inbox(lines: readonly object[]) {
      const file = path.join(folder, `${(written += 1)}.jsonl`);
      fs.writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      return importPath(file);
    },
    opens: (payDesk: string, cents: number, more: { store?: string; currency?: string } = {}) =>
      createOpeningEntry(
        db,
        journal,
        'anna',
      )({
        payDesk,
        cents,
        store: more.store ?? null,
        currency: more.currency ?? 'EUR',
        reason: 'counted by the owner',
        at: NOW,
      }),
    explains: (explanation: Partial<NewExplanation> & { payDesk: string }) =>
      createExplaining(db, journal, 'anna').explain({
        kind: null,
        store: null,
        numbers: null,
        reason: 'test receipts',
        at: NOW,
        ...explanation,
      }),
    lines: (period: string) => localLines(createClosings(db), period, 'en'),
    /** Closings of a period, checked against what `close` promises. */
    closings(period: string): ClosingLine[] {
      return this.lines(period).flatMap((line) =>
        line.kind === 'closing' ? [closingLineSchema.strict().parse(line)] : [],
      );
    },
    days(period: string): DayLine[] {
      return this.lines(period).flatMap((line) =>
        line.kind === 'day' ? [dayLineSchema.strict().parse(line)] : [],
      );
    },
    closing(period: string): ClosingLine {
      const [only, ...others] = this.closings(period);
      if (!only || others.length > 0) throw new Error(`${others.length + 1} closings`);
      return only;
    },
  };
}

export function codesOf({ reasons }: ClosingLine | DayLine): string[] {
  return reasons.map(({ code }) => code);
}
