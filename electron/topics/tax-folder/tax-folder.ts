/**
 * The folder for the tax office: all of a period that balances can be rebuilt from, by whoever has the folder alone.
 *
 * It is written from one state of the database, beside its place, and moved there once it is whole; its name bears the
 * anchor of the chain. It asks RetailSuite nothing: what is not sealed is said.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Language } from '../../../shared/domain/preferences.ts';
import { isBusinessDay, localDay, type Clock } from '../../../shared/domain/time.ts';
import { instantOf, shiftDay } from '../../../shared/domain/calendar.ts';
import { anchorOf } from '../../core/db/chain/anchor.ts';
import type { Journal } from '../../core/db/journal.ts';
import { openForReading, type Db } from '../../core/db/open.ts';
import { createProcedureVersions } from '../../core/db/procedure-versions.ts';
import { createFolderRows, type DayPeriod, type FolderPlace } from '../../core/db/tax-folder.ts';
import { DTD, DTD_FILE } from '../../core/export/gdpdu/dtd.ts';
import { indexXml } from '../../core/export/gdpdu/index-xml.ts';
import { instantWriter } from '../../core/export/gdpdu/table.ts';
import { procedureMarkdown, procedurePdf } from '../procedure/procedure.ts';
import { PROCEDURE_WORDS } from '../procedure/words.ts';
import { writeClosings } from './closings.ts';
import { writeManifest } from './manifest.ts';
import { README_FILES, readmeText } from './readme.ts';
import { writeDeliveries, writeEvents, writeJobs } from './receipts.ts';
import { REPORT_WORDS } from './report-words.ts';
import { reportPdf } from './report.ts';
import { writeStanding } from './standing.ts';
import type { ClosingRow } from './tables/closings.ts';
import {
  createFolderWork,
  DATA_FOLDER,
  type FolderWork,
  type OpenPoint,
  type WorkPoint,
} from './work.ts';
import { WORDS } from './words.ts';

export interface TaxFolderOptions {
  /** Of the shop; absolute. */
  readonly dataFolder: string;
  /** Of whoever is signed in to this PC. */
  readonly journal: Journal;
  readonly user: string;
  /** Of the program. */
  readonly version: string;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly pace: () => Promise<void>;
}

export interface TaxFolderRequest extends DayPeriod {
  /** The folder is made in this one; absolute. */
  readonly out: string;
  readonly language: Language;
}

export interface TaxFolder {
  /** Absolute. */
  readonly folder: string;
  readonly anchor: string;
  /** Every closing of the period is sealed, and nothing else is open. */
  readonly complete: boolean;
  readonly open: readonly OpenPoint[];
  readonly closings: { readonly all: number; readonly sealed: number };
  /** Rows of each table by its file. */
  readonly rows: Readonly<Record<string, number>>;
}

/** The folder cannot be made as it was asked for. Nothing was written. */
export class TaxFolderError extends Error {
  readonly code: 'day' | 'period' | 'out-inside' | 'out-file' | 'exists' | 'no-chain';

  constructor(code: TaxFolderError['code'], message: string) {
    super(message);
    this.name = 'TaxFolderError';
    this.code = code;
  }
}

/** @throws TaxFolderError, and errors of the file system; nothing is left of the folder then */
export async function makeTaxFolder(
  options: TaxFolderOptions,
  request: TaxFolderRequest,
): Promise<TaxFolder> {
  const { dataFolder, journal, clock } = options;
  checkRequest(request, dataFolder);
  const db = openForReading(dataFolder);
  try {
    // One state of the database, whatever is written meanwhile.
    db.exec('BEGIN');
    const anchor = anchorOf(db);
    if (anchor === null) throw noChain(dataFolder);
    const name = `${WORDS[request.language].folder}_${request.from}_${request.to}_${anchor}`;
    const folder = path.join(request.out, name);
    if (fs.existsSync(folder)) throw isThere(folder);
    await fs.promises.mkdir(request.out, { recursive: true });
    const unfinished = `${folder}.part`;
    // Of a program that was cut off.
    await fs.promises.rm(unfinished, { recursive: true, force: true });
    try {
      const { made, manifest } = await write(options, request, { db, anchor, folder: unfinished });
      await fs.promises.rename(unfinished, folder);
      const { complete, closings } = made;
      const details = { from: request.from, to: request.to, anchor, manifest, complete, closings };
      const entry = { topic: 'tax-folder', subject: name, action: 'make' } as const;
      journal.append({ ...entry, at: clock(), reason: null, details });
      return { ...made, folder };
    } catch (error) {
      await fs.promises.rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
      throw error;
    }
  } finally {
    db.close();
  }
}

async function write(
  options: TaxFolderOptions,
  { from, to, language }: TaxFolderRequest,
  { db, anchor, folder }: { readonly db: Db; readonly anchor: string; readonly folder: string },
): Promise<{ made: Omit<TaxFolder, 'folder'>; manifest: string }> {
  const { timeZone, clock } = options;
  await fs.promises.mkdir(path.join(folder, DATA_FOLDER), { recursive: true });
  const rows = createFolderRows(db);
  const work = createFolderWork({
    ...{ db, rows, language, timeZone, folder, dataFolder: options.dataFolder },
    period: { from, to },
    since: instantOf(`${from}T00:00`, timeZone),
    until: instantOf(`${shiftDay(to, 1)}T00:00`, timeZone) - 1,
    pace: options.pace,
  });
  if (to >= localDay(clock(), timeZone)) work.note('period-running', to);
  const serials = await writeDeliveries(work);
  await writeEvents(work);
  const totals = await writeJobs(work);
  const closings = await writeClosings(work, options);
  await writeStanding(work);

  const madeAt = clock();
  const facts = {
    ...{ from, to, anchor, program: options.version, schema: rows.schemaVersion() },
    madeAt: instantWriter(timeZone)(madeAt),
    madeBy: options.user,
    complete: work.open.length === 0,
    open: openIn(work.open, language),
    closings: {
      all: closings.length,
      sealed: closings.filter(({ line }) => line.sealed).length,
    },
  };
  await writeDescriptions(work, facts, language);
  await writeProcedure(work, madeAt);
  const places = placesOf(rows.places(), closings);
  const report = { facts, places, closings, totals, serials, timeZone, madeAt };
  await fs.promises.writeFile(
    path.join(folder, REPORT_WORDS[language].file),
    reportPdf(report, language),
    { flag: 'wx', flush: true },
  );
  const manifest = await writeManifest(folder, facts);
  const { complete, open } = facts;
  const counts = Object.fromEntries(work.tables.map((table) => [table.file, table.rows]));
  return { made: { anchor, complete, open, closings: facts.closings, rows: counts }, manifest };
}

/** Of a folder in whatever language both stand: it is the shop's own paper. */
async function writeProcedure({ db, folder, timeZone }: FolderWork, madeAt: number): Promise<void> {
  const versions = createProcedureVersions(db).all();
  if (versions.length === 0) return;
  for (const language of ['de', 'en'] as const) {
    const file = path.join(folder, PROCEDURE_WORDS[language].file);
    const options = { flag: 'wx', flush: true };
    const text = procedureMarkdown(versions, language, timeZone);
    await fs.promises.writeFile(`${file}.md`, text, options);
    const pdf = procedurePdf(versions, language, timeZone, madeAt);
    await fs.promises.writeFile(`${file}.pdf`, pdf, options);
  }
}

/** Stores with a closing of the period, each with its tills, as people call them. */
function placesOf(all: readonly FolderPlace[], closings: readonly ClosingRow[]): string[] {
  const named = (kind: FolderPlace['kind'], id: string) =>
    all.find((place) => place.kind === kind && place.id === id)?.name ?? id;
  const stores = new Map<string, Set<string>>();
  for (const { line } of closings) {
    const tills = stores.get(line.store) ?? new Set();
    stores.set(line.store, tills.add(named('pay-desk', line.payDesk)));
  }
  return [...stores].map(([store, tills]) => `${named('store', store)}: ${[...tills].join(', ')}`);
}

async function writeDescriptions(
  work: FolderWork,
  facts: Parameters<typeof readmeText>[0],
  language: Language,
): Promise<void> {
  const { folder, tables } = work;
  const put = (place: string, text: string) =>
    fs.promises.writeFile(path.join(folder, place), text, { flag: 'wx', flush: true });
  const supplier = {
    name: '',
    location: '',
    comment: `${facts.from} – ${facts.to}, ${facts.anchor}, Venduo POS Back Office ${facts.program}`,
  };
  await put(`${DATA_FOLDER}/index.xml`, indexXml(tables, supplier, work.decimals(), language));
  await put(`${DATA_FOLDER}/${DTD_FILE}`, DTD);
  for (const each of ['de', 'en'] as const) {
    const own = { ...facts, open: openIn(work.open, each) };
    await put(README_FILES[each], readmeText(own, tables, each));
  }
}

function openIn(points: readonly WorkPoint[], language: Language): OpenPoint[] {
  return points.map(({ texts, ...point }) => ({ ...point, text: texts[language] }));
}

/** @throws TaxFolderError */
function checkRequest({ from, to, out }: TaxFolderRequest, dataFolder: string): void {
  for (const day of [from, to]) {
    if (isBusinessDay(day)) continue;
    throw new TaxFolderError('day', `A day is a date like 2026-11-25, not "${day}".`);
  }
  if (from > to) {
    throw new TaxFolderError(
      'period',
      `The first day ${from} lies behind the last one ${to}. Nothing was written.`,
    );
  }
  const inside = path.relative(dataFolder, out);
  const isInside = inside === '' || (!inside.startsWith('..') && !path.isAbsolute(inside));
  if (isInside) {
    throw new TaxFolderError(
      'out-inside',
      `${out} lies in the data folder. Choose a place outside of it, such as a stick. Nothing was written.`,
    );
  }
  if (fs.statSync(out, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new TaxFolderError('out-file', `${out} is a file, not a folder. Nothing was written.`);
  }
}

function noChain(dataFolder: string): TaxFolderError {
  return new TaxFolderError(
    'no-chain',
    `${dataFolder} has no chain of hashes yet. Start the program on it once. Nothing was written.`,
  );
}

function isThere(folder: string): TaxFolderError {
  return new TaxFolderError(
    'exists',
    `${folder} is there already and nothing has changed since. Nothing was written.`,
  );
}
