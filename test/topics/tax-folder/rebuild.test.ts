/** Whoever has the folder alone can rebuild the books: cash, accounts and chain, to the cent and to the hash. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { proveFolder } from '../../../electron/topics/proof/proof.ts';
import { makeTaxFolder } from '../../../electron/topics/tax-folder/tax-folder.ts';
import { createClosings } from '../../../electron/core/db/closings/index.ts';
import { anchorOf } from '../../../electron/core/db/chain/anchor.ts';
import { DAY, openSealedShop } from '../closing/sealed-shop.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { cents, readTaxFolder, rowsOf, type Cells } from './read-folder.ts';

async function sealedFolder(period = { from: DAY, to: DAY }) {
  const shop = await openSealedShop();
  shop.enterOpening(20_000);
  const line = await shop.line();
  const anchor = anchorOf(shop.db);
  const dataFolder = path.dirname(shop.db.name);
  const out = tempFolder();
  const made = await makeTaxFolder(
    {
      ...{ dataFolder, journal: shop.backend.store.journal, user: 'anna', version: '0.1.0' },
      ...{ timeZone: 'Europe/Berlin', clock: () => Date.parse('2026-12-24T12:00:00Z') },
      pace: () => Promise.resolve(),
    },
    { ...period, out, language: 'de' },
  );
  return { shop, line, anchor, made, out, dataFolder, tables: readTaxFolder(made.folder) };
}

it('is complete, bears the anchor in its name, and gives cash, accounts and chain back', async () => {
  const { shop, line, anchor, made, tables, dataFolder } = await sealedFolder();
  expect(line.sealed).toBe(true);
  expect(made).toMatchObject({ complete: true, open: [], closings: { all: 1, sealed: 1 }, anchor });
  expect(path.basename(made.folder)).toBe(`Steuerordner_${DAY}_${DAY}_${anchor}`);

  // Cash: what was carried over and each move, added up by the receiver.
  const book = rowsOf(tables, 'cash_book.csv');
  let balance = 0;
  for (const row of book) {
    balance += cents(row['BETRAG']);
    expect(cents(row['BESTAND'])).toBe(balance);
  }
  const [closing] = createClosings(shop.db).closingsOf(DAY).closings;
  if (!closing) throw new Error('no closing');
  expect(balance).toBe(createClosings(shop.db).cashBookOf(closing).closingCents);
  expect(cents(rowsOf(tables, 'closings.csv')[0]?.['ENDBESTAND'])).toBe(balance);
  expect(book.length).toBeGreaterThan(10);

  // Accounts: debit minus credit as RetailSuite itself had it when the closing was sealed.
  const jobs = rowsOf(tables, 'jobs.csv');
  const byAccount: Record<string, number> = {};
  const add = (account: string | undefined, amount: number) => {
    byAccount[account ?? ''] = (byAccount[account ?? ''] ?? 0) + amount;
  };
  for (const job of jobs) {
    add(job['SOLLKONTO'], cents(job['BUCHUNGSBETRAG']));
    add(job['HABENKONTO'], -cents(job['BUCHUNGSBETRAG']));
  }
  expect(byAccount).toEqual(line.rs?.byAccount);
  const totals: Record<string, number> = {};
  for (const row of rowsOf(tables, 'account_totals.csv')) {
    expect(row['BUCHUNGSTAG']).toBe(DAY);
    totals[row['KONTO'] ?? ''] = cents(row['SOLL']) - cents(row['HABEN']);
  }
  expect(totals).toEqual(byAccount);
  const linked = rowsOf(tables, 'closing_jobs.csv').map((row) => row['AUFTRAG_ID']);
  expect(linked.sort()).toEqual(jobs.map((row) => row['AUFTRAG_ID']).sort());

  // The till says the same of itself.
  const payments = rowsOf(tables, 'closing_payments.csv').map(
    ({ ZAHLART: type, ZAHLART_NAME: name, BETRAG: amount }) => ({
      type,
      name,
      cents: cents(amount),
    }),
  );
  expect(payments).toEqual(line.till?.payments);

  expect(chainEnd(rowsOf(tables, 'chain.csv'))).toBe(anchor);
  expect((await proveFolder(dataFolder, made.folder)).findings).toEqual([]);
});

/** Every link hashed anew. @returns the anchor of the last one */
function chainEnd(rows: readonly Cells[]): string {
  let before = rows[0]?.['HASH_DAVOR'] ?? '';
  let seq = '';
  for (const row of rows) {
    expect(row['HASH_DAVOR']).toBe(before);
    seq = row['NUMMER'] ?? '';
    const numbers = Buffer.alloc(16);
    numbers.writeBigInt64BE(BigInt(seq), 0);
    numbers.writeBigInt64BE(BigInt(row['ZEIT_MS'] ?? ''), 8);
    const hash = crypto.createHash('sha256');
    hash.update(Buffer.from(before, 'hex')).update(numbers);
    before = hash.update(Buffer.from(row['INHALT'] ?? '', 'hex')).digest('hex');
    expect(row['HASH']).toBe(before);
  }
  return `${seq}-${before.slice(0, 32)}`;
}

it('holds the originals byte by byte, and says which till and which TSE', async () => {
  const { made, tables, dataFolder } = await sealedFolder();
  const [delivery, ...others] = rowsOf(tables, 'deliveries.csv');
  expect(others).toEqual([]);
  const copy = path.join(made.folder, delivery?.['ORIGINAL'] ?? '');
  const original = path.join(dataFolder, 'originals', path.basename(copy));
  const names = fs.readdirSync(original);
  expect(fs.readdirSync(copy)).toEqual(names);
  for (const name of names) {
    const [kept, given] = [original, copy].map((folder) =>
      fs.readFileSync(path.join(folder, name)),
    );
    expect(given?.equals(kept ?? Buffer.alloc(0))).toBe(true);
  }
  expect(rowsOf(tables, 'serial_numbers.csv').map((row) => row['ART'])).toContain('till');
});

it('a changed, missing or added file is found, and a manifest that was made to fit it', async () => {
  const { made, dataFolder } = await sealedFolder();
  const file = path.join(made.folder, 'data', 'jobs.csv');
  const manifest = path.join(made.folder, 'manifest.json');
  const found = async () =>
    (await proveFolder(dataFolder, made.folder)).findings.map(({ code, row }) => [code, row]);
  expect(await found()).toEqual([]);

  const text = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, text.replace('"verified"', '"excluded"'));
  expect(await found()).toEqual([['folder-file-changed', 'data/jobs.csv']]);
  const said = fs.readFileSync(manifest, 'utf8');
  const hash = (content: string) => crypto.createHash('sha256').update(content).digest('hex');
  fs.writeFileSync(manifest, said.replace(hash(text), hash(fs.readFileSync(file, 'utf8'))));
  expect(await found()).toEqual([['manifest-unknown', 'manifest.json']]);
  fs.writeFileSync(manifest, said);
  fs.writeFileSync(file, text);

  fs.rmSync(path.join(made.folder, 'data', 'gaps.csv'));
  fs.writeFileSync(path.join(made.folder, 'extra.txt'), '');
  expect(await found()).toEqual([
    ['folder-file-missing', 'data/gaps.csv'],
    ['folder-file-added', 'extra.txt'],
  ]);
});
