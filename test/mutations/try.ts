/** One shop whose exports are mutated and imported one after another, judged after each. */
import fs from 'node:fs';
import path from 'node:path';
import { openDatabase, type Db } from '../../electron/core/db/open.ts';
import { createIngest } from '../../electron/core/ingest/index.ts';
import { realTimers } from '../../electron/shell/host/real-time.ts';
import { between, chance } from '../../demo/random.ts';
import type { IngestReport } from '../../shared/domain/ingest-report.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import type { Random } from '../../shared/domain/time.ts';
import { judge, Memory, type Deviation, type MadeJob } from './judge.ts';
import { IN_A_DELIVERY, IN_A_LATER_DELIVERY, mutate } from './mutations.ts';
import { closingsOf } from './oracle.ts';
import { makeShop, type Shop } from './shop.ts';
import { filesOf, tablesOf, writeFiles, type Files, type Tables } from './tables.ts';

const NOW = Date.parse('2026-12-20T12:00:00Z');

/** What a twin does to what the program says and makes. */
export interface Tampering {
  readonly report?: (report: IngestReport) => IngestReport;
  readonly jobs?: (jobs: readonly MadeJob[]) => readonly MadeJob[];
}

export interface TryOptions extends Tampering {
  readonly seed: number;
  /** Removed in the end. */
  readonly folder: string;
  readonly template: string;
}

export interface Tried {
  readonly seed: number;
  /** Closings of the mutated deliveries. */
  readonly closings: number;
  readonly exact: number;
  readonly heldRightly: number;
  readonly heldNeedlessly: number;
  readonly deviations: readonly (Deviation & { readonly after: readonly string[] })[];
  readonly mutations: readonly string[];
}

/** A data folder to be copied: its database is made once. */
export function makeTemplate(folder: string): string {
  openDatabase(folder, { now: () => NOW }).close();
  return folder;
}

export async function tryShop(options: TryOptions): Promise<Tried> {
  const { seed, folder, template } = options;
  const random = seededRandom(seed);
  const data = path.join(folder, 'data');
  fs.cpSync(template, data, { recursive: true });
  const db = openDatabase(data, { now: () => NOW });
  const tried = { closings: 0, exact: 0, heldRightly: 0, heldNeedlessly: 0 };
  const deviations: (Deviation & { after: readonly string[] })[] = [];
  const after: string[] = [];
  const memory = new Memory();
  const ingest = createIngest({
    ...{
      db,
      dataFolder: data,
      clock: () => NOW,
      uptime: () => 0,
      timers: realTimers,
      timeZone: 'Europe/Berlin',
    },
    onStored: () => undefined,
  });
  try {
    const shop = await makeShop(path.join(folder, 'shop'), random);
    for (const [index, { files, done }] of deliveriesOf(shop, random).entries()) {
      const source = path.join(folder, `delivery-${index + 1}`);
      writeFiles(source, files);
      after.push(...done.map((what) => `${index + 1}: ${what}`));
      const last = lastJob(db);
      const [report] = await ingest.importPaths(source);
      if (!report) throw new Error(`No report of ${source}.`);
      const closings = closingsOf(tablesOf(files));
      const made = jobsAfter(db, last);
      const judged = judge(
        memory,
        closings,
        options.jobs?.(made) ?? made,
        options.report?.(report) ?? report,
      );
      if (done.length > 0) tried.closings += closings.length;
      tried.exact += judged.exact;
      tried.heldRightly += judged.heldRightly;
      tried.heldNeedlessly += judged.heldNeedlessly;
      deviations.push(...judged.deviations.map((one) => ({ ...one, after: [...after] })));
    }
  } finally {
    await ingest.stop();
    db.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return { seed, ...tried, deviations, mutations: after };
}

function deliveriesOf(shop: Shop, random: Random): { files: Files; done: string[] }[] {
  const deliver = (tables: Tables, done: string[]) => {
    const files = filesOf(tables, shop.others);
    const cut = chance(random, 0.08) ? cutOne(files, random) : undefined;
    return { files, done: cut === undefined ? done : [...done, cut] };
  };
  const first = mutate(shop.tables, IN_A_DELIVERY, between(random, 0, 5), random);
  const deliveries = [deliver(first.tables, first.done)];
  for (let more = between(random, 0, 2); more > 0; more--) {
    // Of the till itself, whose export was harmed on the way, or of what it then was.
    const from = chance(random, 0.5) ? shop.tables : first.tables;
    const later = mutate(from, IN_A_LATER_DELIVERY, between(random, 1, 3), random);
    const harmed = mutate(later.tables, IN_A_DELIVERY, chance(random, 0.3) ? 1 : 0, random);
    deliveries.push(deliver(harmed.tables, [...later.done, ...harmed.done]));
  }
  return deliveries;
}

function cutOne(files: Files, random: Random): string | undefined {
  const names = [...files.keys()].filter((name) => name.endsWith('.csv'));
  const name = names[Math.floor(random() * names.length)] ?? '';
  const text = files.get(name) ?? '';
  const at = Math.floor(random() * text.length);
  files.set(name, text.slice(0, at));
  return `${name} cut at ${at} of ${text.length}`;
}

function lastJob(db: Db): number {
  return db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM jobs').pluck().get() ?? 0;
}

interface JobRow {
  readonly pay_desk: string;
  readonly closing: string | null;
  readonly bill_number: string | null;
  readonly type: string;
  readonly amount: number;
  readonly payment_type: string | null;
  readonly payment_name: string | null;
  readonly business_day: string;
  readonly state: string;
}

function jobsAfter(db: Db, id: number): MadeJob[] {
  return db
    .prepare<[number], JobRow>('SELECT * FROM jobs WHERE id > ? ORDER BY id')
    .all(id)
    .map((row) => ({
      payDesk: row.pay_desk,
      closing: row.closing ?? '',
      billNumber: row.bill_number,
      says: `${wordsOf(row)} @${row.business_day}`,
      isHeld: row.state === 'on-hold',
    }));
}

function wordsOf({ type, amount, payment_type: by, payment_name: name }: JobRow): string {
  if (type.endsWith('-diff')) return `diff ${amount}`;
  if (type === 'order-non-cash') return `${type} ${amount} ${by ?? ''} ${name ?? ''}`;
  return `${type} ${amount}`;
}
