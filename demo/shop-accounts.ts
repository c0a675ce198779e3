/** What the shop of the generated exports pays out and in, and the preset cannot know; beside the preset's rows. */
import type { AccountRow } from '../shared/domain/accounts.ts';

export const SHOP_ACCOUNTS: readonly AccountRow[] = [
  row('contra-cash-out', 'Auszahlung', 'Porto und Briefmarken', '4910'),
  row('contra-cash-out', 'Auszahlung', 'Reinigungsmittel', '4250'),
  row('contra-cash-in', 'Einzahlung', 'Pfandkasse geleert', '1590'),
];

function row(
  type: 'contra-cash-in' | 'contra-cash-out',
  businessCase: 'Auszahlung' | 'Einzahlung',
  businessName: string,
  account: string,
): AccountRow {
  return { type, businessCase, businessName, currency: 'EUR', account };
}
