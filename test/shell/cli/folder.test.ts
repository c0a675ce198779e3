/** `folder` as a person types it: what is open is said, and what cannot be is refused before anything is written. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { createUndiciTransport } from '../../../electron/core/rs/transport-undici.ts';
import { parseCommandLine, UsageError } from '../../../electron/shell/cli/arguments.ts';
import type { CommandHost } from '../../../electron/shell/cli/command.ts';
import { COMMANDS } from '../../../electron/shell/cli/commands.ts';
import type { BackendOptions } from '../../../electron/shell/host/backend.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import { createKeyFileSecretBox } from '../../../electron/topics/connection/secret-box.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport } from '../../core/ingest/export-builder.ts';
import { readTaxFolder, rowsOf } from '../../topics/tax-folder/read-folder.ts';

const DAY = '2026-11-25';
const NOW = Date.parse('2026-12-24T12:00:00Z');
const TEXT = '=Blumen "rot" für Ä';
const SECRET = 'no-one-else-may-read-this';

let folder: string;
let data: string;
let out: string;

beforeEach(() => {
  folder = tempFolder();
  data = path.join(folder, 'data');
  out = path.join(folder, 'stick', 'folder');
});

function hostFor(): CommandHost {
  const transport = createUndiciTransport({});
  onTestFinished(() => transport.destroy());
  return {
    ...{ folder: data, user: 'anna', clock: () => NOW, random: Math.random, timers: realTimers },
    ...{ uptime: () => performance.now(), endOfTurn: setImmediate, log: () => undefined },
    ...{ secrets: createKeyFileSecretBox(path.join(folder, 'config')), transport },
    backendOptions: () => ({ version: '1.2.3' }) as BackendOptions,
  } as Partial<CommandHost> as CommandHost;
}

async function run(...args: string[]) {
  const [name = '', ...rest] = args;
  const line = parseCommandLine([name, '--data', data, ...rest], COMMANDS);
  const command = COMMANDS.find((one) => one.name === name);
  if (!line || !command) throw new Error('Help was shown.');
  const { ok, lines, text } = await command.run(line, hostFor());
  return { ok, lines: [...lines] as Record<string, unknown>[], text };
}

const make = (...more: string[]) =>
  run('folder', '--from', DAY, '--to', DAY, '--out', out, ...more);

const imported = async () => {
  const receipt = {
    ...{ id: 'R1', nr: 1, endedAt: `${DAY}T12:00:00` },
    lines: [{ type: 'Auszahlung', cents: -500, text: TEXT }],
    payments: [{ type: 'Bar', cents: -500 }],
  };
  const closing = { madeAt: `${DAY}T20:00:00` };
  const { ok } = await run('import', writeExport(path.join(folder, 'export'), [receipt], closing));
  expect(ok).toBe(true);
};

it('writes what is there, and says in words what is open', async () => {
  await imported();
  const { ok, lines, text } = await make('--language', 'en');
  expect(ok).toBe(false);
  const result = lines.at(-1);
  expect(result).toMatchObject({
    kind: 'folder',
    complete: false,
    closings: { all: 1, sealed: 0 },
  });
  expect(lines.slice(0, -1).map(({ code }) => code)).toEqual(
    expect.arrayContaining(['jobs-open', 'cash-unknown', 'rs-not-asked']),
  );
  expect(text.join('\n')).toMatch(
    /0 of 1 closings are sealed[\s\S]*not complete[\s\S]*K1\/1: .*not booked yet/,
  );
  const made = String(result?.['folder']);
  expect(path.basename(made)).toMatch(/^Tax-folder_2026-11-25_2026-11-25_\d+-[0-9a-f]{32}$/);
  expect(fs.readdirSync(out)).toEqual([path.basename(made)]);
  const manifest = JSON.parse(fs.readFileSync(path.join(made, 'manifest.json'), 'utf8')) as object;
  expect(manifest).toMatchObject({ complete: false, program: '1.2.3', madeBy: 'anna' });
  for (const name of ['Report.pdf', 'Verfahrensdokumentation.pdf', 'Procedure-description.pdf']) {
    expect(fs.readFileSync(path.join(made, name), 'latin1')).toMatch(/^%PDF-1\.7/);
  }
  const described = fs.readFileSync(path.join(made, 'Verfahrensdokumentation.md'), 'utf8');
  expect(described).toContain('| version | 1.2.3 |');
  const facts = rowsOf(readTaxFolder(made), 'procedure_changes.csv');
  expect(facts).toContainEqual(
    expect.objectContaining({
      VERSION: '1',
      ANGABE: 'program.version',
      BISHER: '',
      JETZT: '1.2.3',
    }),
  );
  const [job] = rowsOf(readTaxFolder(made), 'jobs.csv');
  expect(job).toMatchObject({ BETRAG: '-5,00', GV_NAME: TEXT, SOLLKONTO: '' });
});

it('a period without a closing, and one that is not over, are not complete', async () => {
  await imported();
  const past = await run('folder', '--from', '2020-01-01', '--to', '2020-01-31', '--out', out);
  expect(past.lines.map(({ code }) => code)).toEqual(['no-closing', undefined]);
  out = path.join(folder, 'other');
  const today = await run('folder', '--from', '2026-12-24', '--to', '2026-12-24', '--out', out);
  expect(today.lines.map(({ code }) => code)).toEqual(['period-running', 'no-closing', undefined]);
});

it('a lost or changed original is said', async () => {
  await imported();
  const originals = path.join(data, 'originals');
  const [original = ''] = fs.readdirSync(originals);
  const file = path.join(originals, original, 'transactions.csv');
  fs.appendFileSync(file, '\n');
  const codes = async () => (await make()).lines.map(({ code }) => code);
  expect(await codes()).toContain('original-changed');
  fs.rmSync(path.join(originals, original), { recursive: true });
  out = path.join(folder, 'other');
  expect(await codes()).toContain('original-missing');
});

it('no secret leaves with it', async () => {
  await imported();
  const { openDatabase } = await import('../../../electron/core/db/open.ts');
  const db = openDatabase(data, { now: () => NOW });
  db.prepare(`INSERT INTO settings VALUES ('rs.tokens', ?)`).run(JSON.stringify(SECRET));
  db.prepare(
    `INSERT INTO journal (at, who, topic, subject, action, details) VALUES (1, 'x', 'setting', 'y', 'change', ?)`,
  ).run(JSON.stringify({ after: { client_secret: SECRET } }));
  db.close();
  await make();
  const files = fs.readdirSync(out, { recursive: true, withFileTypes: true });
  const read = files.filter((entry) => entry.isFile());
  expect(read.length).toBeGreaterThan(15);
  for (const entry of read) {
    expect(fs.readFileSync(path.join(entry.parentPath, entry.name), 'latin1')).not.toContain(
      SECRET,
    );
  }
});

it.each([
  ['a day that is none', ['--from', '2026-02-30'], /--from is a date like/],
  ['a period that ends before it begins', ['--from', '2026-11-26'], /lies behind the last one/],
  ['a language that is not there', ['--language', 'fr'], /--language is de or en, not "fr"/],
])('refuses %s', async (_what, more, message) => {
  await imported();
  const asked = make(...more);
  await expect(asked).rejects.toThrow(UsageError);
  await expect(asked).rejects.toThrow(message);
  expect(fs.existsSync(out)).toBe(false);
});

it('refuses a place that is not empty, a file, or in the data folder; half a folder is never left', async () => {
  await imported();
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(path.join(out, 'mine.txt'), '');
  await expect(make()).rejects.toThrow(/is not empty/);
  expect(fs.readdirSync(out)).toEqual(['mine.txt']);
  out = path.join(out, 'mine.txt');
  await expect(make()).rejects.toThrow(/is a file, not a folder/);
  out = path.join(data, 'originals', 'new');
  await expect(make()).rejects.toThrow(/lies in the data folder/);
  expect(fs.existsSync(out)).toBe(false);
});

it('`procedure` prints the description in both languages, and its versions for machines', async () => {
  await imported();
  const german = await run('procedure');
  expect(german.text[0]).toBe('# Verfahrensdokumentation: Kassendaten zur Buchhaltung');
  const english = await run('procedure', '--language', 'en');
  expect(english.text).toContain('## How data flows');
  expect(english.lines).toEqual([{ kind: 'version', number: 1, at: NOW, changes: [] }]);
});
