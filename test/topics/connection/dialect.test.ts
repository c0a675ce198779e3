/** `rs-dialect.json`: checked with the place of each mistake, taken up while the program runs, and kept with each request. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIALECT_FILE, parseDialect } from '../../../electron/core/rs/index.ts';
import { PRESET_ACCOUNTS } from '../../../shared/domain/accounts.ts';
import { openBackend } from '../../helpers/backend.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { CLIENT, openSandbox, OTHER_DIALECT_FILE } from '../../helpers/sandbox.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const OTHER = fs.readFileSync(OTHER_DIALECT_FILE, 'utf8');

describe('a dialect file', () => {
  it.each([
    ['{', 'it is not JSON'],
    ['[]', 'the file: Invalid input'],
    ['{}', 'version: Invalid input'],
    ['{"version":2}', 'version: Invalid input'],
    ['{"version":1,"call":{}}', 'call is not known'],
    ['{"version":1,"calls":{"savePostings":"A.b"}}', 'calls.savePostings is not known'],
    ['{"version":1,"calls":{"postings":"https://x"}}', 'calls.postings: is the name of a call'],
    ['{"version":1,"fields":{"posting":{"betrag":"x"}}}', 'fields.posting.betrag is not known'],
    ['{"version":1,"fields":{"posting":{"umsatz":7}}}', 'fields.posting.umsatz: Invalid input'],
    ['{"version":1,"fields":{"posting":{"umsatz":""}}}', 'fields.posting.umsatz: is the name of'],
    ['{"version":1,"fields":{"posting":{"beleg1":"beleg2"}}}', 'two fields are called "beleg2"'],
    ['{"version":1,"sentAs":{"konto":"money"}}', 'sentAs.konto: Invalid option'],
  ])('%s is refused with its place', (text, place) => {
    const read = parseDialect(text);
    expect(read.ok ? '' : read.problem).toContain(place);
  });

  it('with a version alone is the assumed dialect, under a version of its own', () => {
    const read = parseDialect('{"version":1}');
    if (!read.ok) throw new Error(read.problem);
    expect(read.dialect.version).toMatch(/^[0-9a-f]{12}$/);
    const request = {
      start: 0,
      limit: 100,
      filter: [{ property: 'beleg2', operator: 'in', value: [] }],
    };
    expect(read.dialect.writeList('posting', request)).toEqual(request);
  });
});

function shop(url: string, content?: string) {
  const folder = path.join(tempFolder(), 'data');
  const file = path.join(folder, DIALECT_FILE);
  fs.mkdirSync(folder);
  if (content !== undefined) fs.writeFileSync(file, content);
  let now = Date.now();
  const backend = openBackend({ folder, inbox: null, clock: () => (now += 1), random: () => 0 });
  backend.store.connection.save({ baseUrl: url, ...CLIENT });
  backend.store.assignment.change(PRESET_ACCOUNTS.SKR03, { chart: null });
  const dialects = () => backend.store.db.prepare('SELECT dialect FROM attempts').pluck().all();
  const later = () => (now += 60_000);
  return { backend, file, dialects, later };
}

describe('the dialect of a data folder', () => {
  it('is spoken, and stands with each request and in the journal', async () => {
    const sandbox = await openSandbox({ dialect: 'other' });
    const { backend, dialects } = shop(sandbox.url, `\uFEFF${OTHER}`);
    const [id = 0] = insertJobs(backend.store.db, [{ type: 'cash-in', amount: 500 }]);
    backend.start();
    await expect.poll(() => backend.store.list.row(id)?.state, { timeout: 10_000 }).toBe('booked');
    expect(dialects()).toEqual([
      expect.stringMatching(/^sandbox, other dialect \([0-9a-f]{12}\)$/),
    ]);
    const [noted] = backend.store.db
      .prepare("SELECT details FROM journal WHERE subject = 'rs.dialect'")
      .pluck()
      .all() as string[];
    expect(JSON.parse(noted ?? '')).toMatchObject({ content: OTHER });
  });

  it('twin: without the file nothing is booked, and what is missing is told', async () => {
    const sandbox = await openSandbox({ dialect: 'other' });
    const { backend } = shop(sandbox.url);
    insertJobs(backend.store.db, [{ type: 'cash-in', amount: 500 }]);
    backend.start();
    await expect.poll(() => backend.status().pause?.cause, { timeout: 10_000 }).toBe('bad-answer');
    expect(sandbox.ledger.postings()).toEqual([]);
  });

  it('that is wrong sends nothing and is named; mended, it goes on by itself', async () => {
    const sandbox = await openSandbox({ dialect: 'other' });
    const { backend, file, dialects, later } = shop(sandbox.url, '{"version":1,"call":{}}');
    const [id = 0] = insertJobs(backend.store.db, [{ type: 'cash-in', amount: 500 }]);
    backend.start();
    await expect
      .poll(() => backend.engine.state().pause, { timeout: 10_000 })
      .toMatchObject({
        cause: 'dialect-invalid',
        message: expect.stringContaining('rs-dialect.json: call is not known') as string,
      });
    expect(dialects()).toEqual([]);
    fs.writeFileSync(file, OTHER);
    later();
    await backend.engine.kick();
    await expect.poll(() => backend.store.list.row(id)?.state, { timeout: 10_000 }).toBe('booked');
  });
});
