/** One file can hold nobody up: a source that ended the program twice is set aside, and a person has the way out. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TestBackend } from '../../helpers/backend.ts';
import { openBackend } from '../../helpers/backend.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport } from './export-builder.ts';

const SALE = {
  lines: [{ type: 'Umsatz', cents: 100, vat: '1' }],
  payments: [{ type: 'Bar', cents: 100 }],
};

function given(): { backend: TestBackend; source: string } {
  const backend = openBackend({ inbox: null });
  return { backend, source: writeExport(path.join(tempFolder(), 'export'), [SALE]) };
}

/** As the database is when the program was ended in the middle of reading, so many times. */
function endedInside({ store }: TestBackend, times: number): void {
  store.db.exec(`UPDATE sources SET status = 'importing', starts = ${times}`);
}

const countJobs = ({ store }: TestBackend) =>
  store.db.prepare<[], number>('SELECT count(*) FROM jobs').pluck().get();

/** A source that is noted and of which nothing is read, as a program leaves it that ends at once. */
async function unread(times: number) {
  const { backend, source } = given();
  const other = writeExport(path.join(tempFolder(), 'export'), [SALE], { number: '2' });
  const file = path.join(other, 'payment.csv');
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('1,00', '1,01'));
  // Blocked, so that nothing of it is stored; then as if it had ended the program.
  await backend.ingest.importPaths(other);
  backend.store.db.exec('DELETE FROM attention_problems');
  endedInside(backend, times);
  return { backend, source, other };
}

const problems = async (backend: TestBackend) =>
  (await backend.handlers['attention.problems']()).problems;

describe('a source in whose reading the program ended twice', () => {
  it('is set aside with a card, and everything else is read', async () => {
    const { backend, source } = await unread(2);
    const [report] = await backend.ingest.resume();
    expect(report).toMatchObject({ status: 'failed', rejected: [{ code: 'set-aside' }] });
    expect(await problems(backend)).toMatchObject([
      {
        problem: { kind: 'source-failed', problem: { code: 'set-aside' } },
        decisions: ['acknowledge', 'release'],
      },
    ]);
    await backend.ingest.importPaths(source);
    expect(countJobs(backend)).toBe(1);
  });

  it('is not read at the next start, nor when it is delivered again', async () => {
    const { backend, other } = await unread(2);
    await backend.ingest.resume();
    expect(await backend.ingest.resume()).toEqual([]);
    const [report] = await backend.ingest.importPaths(other);
    expect(report).toMatchObject({ status: 'failed', rejected: [{ code: 'set-aside' }] });
  });

  it('is read once more when a person says so', async () => {
    const { backend } = await unread(2);
    await backend.ingest.resume();
    const [problem] = await problems(backend);
    const decided = await backend.handlers['attention.decide']({
      id: problem?.id ?? 0,
      decision: 'release',
      reason: 'mehr Speicher',
    });
    expect(decided).toEqual({ decided: true });
    await backend.ingest.resume();
    expect(await problems(backend)).toMatchObject([{ problem: { kind: 'blocked-closing' } }]);
  });

  it('and ends it again after that is set aside again, with its card open again', async () => {
    const { backend } = await unread(2);
    await backend.ingest.resume();
    const [problem] = await problems(backend);
    backend.store.db.exec('UPDATE attention_problems SET resolved_at = 1');
    endedInside(backend, 2);
    await backend.ingest.resume();
    expect(await problems(backend)).toMatchObject([{ id: problem?.id }]);
  });
});

it('twin: a source in whose reading the program ended once is read', async () => {
  const { backend } = await unread(1);
  const [report] = await backend.ingest.resume();
  expect(report).toMatchObject({ status: 'partly' });
});

it('a source that brings something new at each start is never set aside', async () => {
  const { backend, source } = given();
  await backend.ingest.importPaths(source);
  expect(backend.store.db.prepare('SELECT starts FROM sources').pluck().get()).toBe(0);
});
