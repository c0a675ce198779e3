/** The codes by which a closing says why it is not sealed, and where each of them is mended. */
import { LOCAL_REASON_CODES, RS_REASON_CODES } from '../../shared/domain/closing.ts';

export const REASON_CODES = [...LOCAL_REASON_CODES, ...RS_REASON_CODES] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** A code that a later program tells is named in general words. */
export function reasonCode(code: string): ReasonCode | 'other' {
  return (REASON_CODES as readonly string[]).includes(code) ? (code as ReasonCode) : 'other';
}

/** Where a person goes: a page, a part of the closing's own page, or the till, where this program can do nothing. */
export type ReasonWay =
  'attention' | 'settings' | 'list' | 'read' | 'cash' | 'gaps' | 'findings' | 'till';

const WAYS: Readonly<Record<ReasonCode, ReasonWay>> = {
  'closing-blocked': 'attention',
  'till-unknown': 'settings',
  'day-running': 'till',
  'till-differs': 'list',
  'jobs-differ': 'list',
  'jobs-open': 'list',
  'jobs-attention': 'attention',
  'jobs-on-hold': 'list',
  'jobs-excluded': 'list',
  'jobs-by-hand': 'list',
  'question-open': 'attention',
  'cash-unknown': 'cash',
  'cash-broken': 'cash',
  'cash-counted': 'cash',
  'cash-recorded': 'cash',
  'cash-below-zero': 'cash',
  'gap-closing': 'gaps',
  'gap-receipt': 'gaps',
  'number-repeated': 'gaps',
  'number-year': 'gaps',
  'receipts-count': 'settings',
  'gap-explained': 'gaps',
  'rs-not-asked': 'read',
  'rs-not-read': 'read',
  'rs-young': 'read',
  'rs-missing': 'findings',
  'rs-twice': 'findings',
  'rs-different': 'findings',
  'rs-unknown': 'findings',
  'rs-excluded-booked': 'findings',
  'invoice-missing': 'list',
  'invoice-differs': 'list',
  'invoice-debtor': 'list',
  'rs-moved-when-booked': 'list',
  'invoice-untold': 'list',
};

export function reasonWay(code: string): ReasonWay {
  const known = reasonCode(code);
  return known === 'other' ? 'list' : WAYS[known];
}
