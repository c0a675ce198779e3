/**
 * Masks what a support package must not tell: secrets never leave, names and texts keep their first letter, account
 * numbers their last two digits. Numbers of receipts and amounts stay: without them nobody can help.
 */
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
const CARD = /\b(?:\d[ -]?){13,19}\b/g;

/** A text of people or of other programs. */
export function maskText(text: string): string {
  return redact(text)
    .replaceAll(MAIL, '***@***')
    .replaceAll(IBAN, (iban) => `${iban.slice(0, 2)}**`)
    .replaceAll(HOME, '$1***')
    .replaceAll(CARD, (digits) => (isCard(digits) ? '****' : digits));
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

/** Luhn: else running numbers of receipts would be taken for cards. */
function isCard(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '');
  if (digits.startsWith('0') || digits.length < 13) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
