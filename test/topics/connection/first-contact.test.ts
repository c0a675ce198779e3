/** First contact: what each call came to, what came instead of what, and a proposal that leads to understanding. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIALECT_FILE } from '../../../electron/core/rs/index.ts';
import type { SandboxOptions } from '../../../sandbox/server.ts';
import { openBackend } from '../../helpers/backend.ts';
import { CLIENT, openSandbox, OTHER_DIALECT_FILE } from '../../helpers/sandbox.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const BILL = '2-2026/11/0000000025';

async function contact(dialect: SandboxOptions['dialect'], file?: object) {
  const sandbox = await openSandbox({ dialect: dialect ?? 'agreed' });
  sandbox.ledger.addInvoice({ posBillNumber: BILL, availableAt: 0 });
  const posting = {
    ...{
      bstKey: 0,
      gegkonto: 10_007,
      umsatz: 59.99,
      beleg1: '202600001',
      beleg2: 'VP-1',
      konto: '1000',
    },
    ...{
      text: 'Geheim',
      currency: 'EUR',
      i_stkey: 0,
      datum: '2026-11-10',
      wj_id: '12',
      wmonat: 11,
    },
    ...{ journal: 11, action: 'save' },
  };
  sandbox.ledger.save(posting);
  const folder = path.join(tempFolder(), 'data');
  fs.mkdirSync(folder);
  if (file) fs.writeFileSync(path.join(folder, DIALECT_FILE), JSON.stringify(file));
  const backend = openBackend({ folder, inbox: null });
  backend.store.connection.save({ baseUrl: sandbox.url, ...CLIENT });
  const report = await backend.handlers['connection.firstContact'](BILL);
  if (!report) throw new Error('not signed in');
  expect(sandbox.ledger.postings()).toMatchObject([posting]);
  const verdicts = Object.fromEntries(report.calls.map(({ call, verdict }) => [call, verdict]));
  return { report, verdicts };
}

const UNDERSTOOD = {
  token: 'understood',
  ping: 'understood',
  fiscalYears: 'understood',
  accounts: 'understood',
  invoices: 'understood',
  postings: 'understood',
  savePosting: 'not-asked',
};
const OTHER = JSON.parse(fs.readFileSync(OTHER_DIALECT_FILE, 'utf8')) as { calls: object };

describe('first contact', () => {
  it('with a workspace as assumed understands every call, and books nothing', async () => {
    const { report, verdicts } = await contact('agreed');
    expect(verdicts).toEqual(UNDERSTOOD);
    expect(report).toMatchObject({ isUnderstood: true, proposal: null, dialect: null });
  });

  it('with another dialect says which calls are not there', async () => {
    const { report, verdicts } = await contact('other');
    expect(verdicts).toMatchObject({
      ping: 'understood',
      invoices: 'not-there',
      postings: 'not-there',
    });
    expect(report.text).toContain('There is no such call');
  });

  it('with its calls says what came instead of what; what it proposes is understood the next time', async () => {
    const first = await contact('other', { version: 1, calls: OTHER.calls });
    expect(first.verdicts).toMatchObject({ accounts: 'otherwise', postings: 'otherwise' });
    expect(first.report.proposal?.fields['list']).toEqual({ rows: 'items' });

    const list = { rows: 'items', start: 'offset', limit: 'count' };
    const second = await contact('other', { version: 1, calls: OTHER.calls, fields: { list } });
    const { proposal } = second.report;
    expect(proposal?.fields['posting']).toMatchObject({
      umsatz: 'turnover',
      beleg2: 'receipt2',
      gegkonto: 'contraAccount',
      konto: 'account',
      datum: 'date',
    });
    expect(second.report.text).toContain(
      'umsatz as "umsatz": expected number, missing; may be turnover',
    );
    expect(proposal?.fields['invoice']).toMatchObject({
      posBillNumber: 'legacyProperties.posBillNumber',
    });
  });

  it('with its whole dialect understands every call', async () => {
    const { report, verdicts } = await contact('other', OTHER);
    expect(verdicts).toEqual(UNDERSTOOD);
    expect(report.dialect).toContain('sandbox, other dialect');
  });

  it('tells names and types, and no content and no secret', async () => {
    for (const dialect of ['agreed', 'other'] as const) {
      const { report } = await contact(dialect, { version: 1 });
      const text = JSON.stringify(report);
      for (const secret of [CLIENT.clientSecret, 'Geheim', '59.99'])
        expect(text).not.toContain(secret);
    }
  });

  it('tells of a dialect file that is wrong, and asks nothing', async () => {
    const { report } = await contact('agreed', { version: 2 });
    expect(report.text).toContain('rs-dialect.json: version');
  });

  it('has nothing to tell while nobody is signed in', async () => {
    expect(await openBackend().handlers['connection.firstContact'](null)).toBeNull();
  });
});
