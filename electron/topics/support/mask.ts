/**
 * Masks what a support package must not tell: secrets never leave, names and texts keep their first letter, account
 * numbers their last two digits. Numbers of receipts and amounts stay: without them nobody can help.
 */
import { maskCardNumbers } from '../../../shared/domain/card-numbers.ts';
import { redact } from './redact.ts';

const SECRET_KEY = /token|secret|password|authorization|cookie/i;
const NAME_KEYS: readonly string[] = [
  'name',
  'text',
  'user',
  'store',
  'payDesk',
  'pay_desk',
  'paymentName',
  'payment_name',
  'clientId',
  'storeName',
  'sammelmappe',
];
const NAME_KEY = /(_name|^BEDIENER|^KUNDE|NAME$|^LOC_)/i;
const ACCOUNT_KEYS: readonly string[] = [
  'konto',
  'gegkonto',
  'account',
  'contraAccount',
  'debtor',
  'debit',
  'credit',
  'iban',
];

const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g;
/** The user's folder tells who it is. */
const HOME = /((?:\/home\/|\/Users\/|[A-Z]:\\+Users\\+))[^/\\"'\s]+/gi;

/** A text of people or of other programs. */
export function maskText(text: string): string {
  const masked = redact(text)
    .replaceAll(MAIL, '***@***')
    .replaceAll(IBAN, (iban) => `${iban.slice(0, 2)}**`)
    .replaceAll(HOME, '$1***');
  return maskCardNumbers(masked, 13);
}

/** JSON text stays JSON; what is none is masked as a text. */
export function maskJson(text: string): unknown {
  try {
    return maskValue(JSON.parse(text));
  } catch {
    return maskText(text);
  }
}

export function maskValue(value: unknown, key = ''): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (SECRET_KEY.test(key)) return '***';
  if (ACCOUNT_KEYS.includes(key)) return maskAccount(JSON.stringify(value));
  if (typeof value === 'number') return value;
  if (typeof value === 'string') {
    return NAME_KEYS.includes(key) || NAME_KEY.test(key) ? maskName(value) : maskText(value);
  }
  if (Array.isArray(value)) return value.map((each) => maskValue(each, key));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, each]) => [name, maskValue(each, name)]),
  );
}

function maskName(text: string): string {
  const [first = ''] = [...text.trim()];
  return first === '' ? '' : `${first}***`;
}

function maskAccount(text: string): string {
  const digits = text.replaceAll(/[^\dA-Za-z]/g, '');
  return digits === '' ? '' : `**${digits.slice(-2)}`;
}
