/** A month goes to DATEV once, as RetailSuite booked it, and is named as payments without revenue. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createJobMoves } from '../../../electron/core/db/jobs/moves.ts';
import { createJournal } from '../../../electron/core/db/journal.ts';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { createSettingsStore } from '../../../electron/core/db/settings.ts';
import { readDatev } from '../../../electron/core/export/datev/file.ts';
import {
  exportMonth,
  saveDatevPlan,
  type DatevOptions,
} from '../../../electron/topics/datev/datev.ts';
import { datevPlanSchema } from '../../../electron/topics/datev/plan.ts';
import { proveFolder } from '../../../electron/topics/proof/proof.ts';
import { faultsOf } from '../../core/export/datev/checker.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const MONTH = '2026-11';
let folder: string;
let out: string;
let db: Db;
let options: DatevOptions;

beforeEach(() => {
  folder = tempFolder();
  out = path.join(tempFolder(), 'new', 'datev');
  db = openDatabase(folder, { now: () => 0 });
  onTestFinished(() => {
    db.close();
  });
  const settings = createSettingsStore(db);
  const journal = createJournal(db, 'manager');
  options = {
    ...{ db, settings, journal },
    user: 'manager',
    timeZone: 'Europe/Berlin',
    now: 1_796_000_000_000,
  };
});

function book(ids: readonly number[], umsatz = 12.34): void {
  const moves = createJobMoves(db);
  for (const id of ids) {
    const request = JSON.stringify({
      ...{
        konto: '1000',
        gegkonto: 1360,
        umsatz,
        beleg1: `Z-${id}`,
        text: 'Wechselgeld',
        currency: 'EUR',
      },
    });
    const token = moves.beginSending(id, 1, request, 1) ?? 0;
    const answer = {
      endedAt: 2,
      outcome: 'booked',
      httpStatus: 200,
      response: `{"n":"47${id}"}`,
      error: null,
    };
    expect(moves.booked(id, token, { number: `47${id}`, movedTo: null }, answer)).toBe(true);
  }
}

const run = (again = false) => exportMonth(options, MONTH, out, again);
const rowsOf = (file: string | undefined) => readDatev(fs.readFileSync(file ?? '')).slice(2);
const guidsOf = (file: string | undefined) => rowsOf(file).map((row) => row[102]?.text);

it('what is booked is in it, and passes the checker', () => {
  book(insertJobs(db, [{}, {}, {}]));
  const { files, rows, debitCents, creditCents, left } = run();
  expect({ rows, debitCents, creditCents, left }).toEqual({
    rows: 3,
    debitCents: 3_702,
    creditCents: 0,
    left: [],
  });
  expect(faultsOf(fs.readFileSync(files[0] ?? ''))).toEqual([]);
  expect(new Set(guidsOf(files[0])).size).toBe(3);
});

it('file name and protocol say that these are payments without revenue', () => {
  book(insertJobs(db, [{}]));
  const { files, protocol } = run();
  expect(path.basename(files[0] ?? '')).toBe(
    'EXTF_Buchungsstapel_2026-11-1_Zahlungen-ohne-Erloese.csv',
  );
  const text = fs.readFileSync(protocol ?? '', 'utf8');
  expect(text).toContain('keine Erlöse und keine Umsatzsteuer');
  expect(text).toContain('doppelt');
  expect(text).toMatch(/Anker der Hash-Kette dieses Datenordners: \d+-[0-9a-f]{32}/);
});

describe('a month', () => {
  it('is not exported twice unless asked', () => {
    book(insertJobs(db, [{}, {}]));
    const first = run();
    expect(run()).toMatchObject({ files: [], protocol: null, rows: 0, known: 2 });
    const again = run(true);
    expect(again).toMatchObject({ rows: 2, known: 0 });
    expect(again.files).not.toEqual(first.files);
    expect(guidsOf(again.files[0])).toEqual(guidsOf(first.files[0]));
    expect(fs.readFileSync(again.protocol ?? '', 'utf8')).toContain('ACHTUNG');
  });

  it('gets a supplement of what was booked later, alone', () => {
    const [first = 0, second = 0] = insertJobs(db, [{}, {}]);
    book([first]);
    expect(run()).toMatchObject({
      rows: 1,
      left: [{ jobId: second }],
    });
    book([second]);
    const supplement = run();
    expect(supplement).toMatchObject({ rows: 1, known: 1, left: [] });
    expect(fs.readFileSync(supplement.protocol ?? '', 'utf8')).toContain('Nachtrag');
  });

  it('without anything to export writes nothing', () => {
    insertJobs(db, [{}]);
    expect(run()).toMatchObject({ files: [], protocol: null, rows: 0, left: [{ jobId: 1 }] });
    expect(fs.existsSync(out)).toBe(false);
  });

  it('whose file cannot be written does not count as exported', () => {
    book(insertJobs(db, [{}]));
    const taken = path.join(tempFolder(), 'file');
    fs.writeFileSync(taken, '');
    expect(() => exportMonth(options, MONTH, taken, false)).toThrow();
    expect(run()).toMatchObject({ rows: 1, known: 0 });
  });
});

it('a posting that a person made by hand goes as it stands in RetailSuite', () => {
  const [id] = insertJobs(db, [{}]);
  db.prepare(`UPDATE jobs SET state = 'verified', posting_number = '9' WHERE id = ?`).run(id);
  const posting = {
    account: '1010',
    contraAccount: '1800',
    amount: -700,
    currency: 'EUR',
    receipt: 'R',
    text: 'T',
  };
  db.prepare(
    `INSERT INTO expected_postings (job_id, at, kind, posting, reason) VALUES (?, 1, 'by-hand', ?, 'by hand')`,
  ).run(id, JSON.stringify(posting));
  const [row] = rowsOf(run().files[0]);
  expect([0, 1, 6, 7].map((column) => row?.[column]?.text)).toEqual(['7,00', 'H', '1010', '1800']);
});

it('settings are kept, with an entry in the journal, and stand in the header', () => {
  book(insertJobs(db, [{}]));
  saveDatevPlan(
    options,
    datevPlanSchema.parse({ consultant: 29_098, client: 55_003, fixed: true }),
  );
  const { files } = run();
  const header = readDatev(fs.readFileSync(files[0] ?? ''))[0]?.map(({ text }) => text);
  expect([header?.[10], header?.[11], header?.[20]]).toEqual(['29098', '55003', '1']);
  expect(options.journal.about('setting', 'datev.plan')).toHaveLength(1);
});

it('the exports are part of the proof', async () => {
  book(insertJobs(db, [{}]));
  run();
  expect((await proveFolder(folder)).findings).toEqual([]);
  expect(() => db.exec('DELETE FROM datev_exports')).toThrow(/never/);
});
