/** The answer to the check of RetailSuite's interface, for the scenes and tests of the settings. */
import type { FirstContact } from '../../shared/contract/first-contact.ts';

type Finding = FirstContact['calls'][number];

const NAMES = {
  token: 'oauth2/token',
  ping: 'Actindo.Extensions.Actindo.Core.Ping',
  fiscalYears: 'Actindo.Extensions.Actindo.Finance.FiscalYears.getList',
  accounts: 'Actindo.Extensions.Actindo.Finance.Accounts.getList',
  invoices: 'Actindo.Extensions.Actindo.Finance.Invoices.getList',
  postings: 'Actindo.Extensions.Actindo.Finance.Postings.getList',
  savePosting: 'Actindo.Extensions.Actindo.Finance.Postings.save',
};

const UNDERSTOOD: readonly Finding['verdict'][] = ['understood', 'no-rows', 'not-asked'];

/** Every call is understood but those that are named here. */
export function contactReport(
  verdicts: Partial<Record<keyof typeof NAMES, Finding['verdict']>> = {},
): FirstContact {
  const calls = Object.entries(NAMES).map(([call, name]): Finding => {
    const usual = call === 'savePosting' ? 'not-asked' : 'understood';
    const verdict = verdicts[call as keyof typeof NAMES] ?? usual;
    return { call, name, verdict, said: '', status: 200, rows: 1, fields: [], unknown: [] };
  });
  return {
    at: 0,
    version: '0.1.0',
    dialect: null,
    isUnderstood: calls.every(({ verdict }) => UNDERSTOOD.includes(verdict)),
    calls,
    proposal: null,
    text: 'Postings.getList: amount came as "betrag", text instead of a number',
  };
}
