/** Help while an account number is typed: the number that a preset has for the place, and what is wrong with the one typed. Pure. */
import {
  ACCOUNT_PRESETS,
  PRESET_ACCOUNTS,
  accountNumberSchema,
  type AccountPreset,
  type AccountRow,
} from './accounts.ts';
import {
  faultOfAccount,
  findAccountRow,
  type AccountFault,
  type AccountPlace,
  type ChartAccount,
} from './assignment.ts';

type Chart = ReadonlyMap<string, ChartAccount>;

export interface SuggestedAccount {
  readonly preset: AccountPreset;
  readonly account: string;
}

/**
 * Null where the assignment follows no preset, the preset has nothing for the place, or RetailSuite would not take it.
 * Of the other preset nothing is suggested: the charts give the same digits other meanings.
 *
 * @param chart of RetailSuite, by number; null while RetailSuite never listed it
 */
export function suggestAccount(
  rows: readonly AccountRow[],
  place: AccountPlace,
  chart: Chart | null,
): SuggestedAccount | null {
  const preset = presetInUse(rows);
  if (preset === null) return null;
  const account = findAccountRow(PRESET_ACCOUNTS[preset], {
    ...place,
    store: undefined,
    payDesk: undefined,
  })?.account;
  if (account === undefined || faultOfAccount(account, place.currency, chart) !== null) return null;
  return { preset, account };
}

/** The preset that more of the assigned accounts are of; null: as many of both, or of none. */
function presetInUse(rows: readonly AccountRow[]): AccountPreset | null {
  const [first, second] = ACCOUNT_PRESETS;
  const difference = sharedRows(rows, first) - sharedRows(rows, second);
  if (difference === 0) return null;
  return difference > 0 ? first : second;
}

function sharedRows(rows: readonly AccountRow[], preset: AccountPreset): number {
  const keys = new Set(PRESET_ACCOUNTS[preset].map(keyOf));
  return rows.filter((row) => keys.has(keyOf(row))).length;
}

function keyOf({ type, paymentType, businessCase, account }: AccountRow): string {
  return [type, paymentType ?? '', businessCase ?? '', account].join(' ');
}

/**
 * The fault of what was typed so far; null while it may still become an account of RetailSuite.
 *
 * @param chart of RetailSuite, by number; null while RetailSuite never listed it
 */
export function faultWhileTyping(
  text: string,
  currency: string,
  chart: Chart | null,
): AccountFault | 'invalid' | null {
  const typed = text.trim();
  if (typed === '') return null;
  if (!accountNumberSchema.safeParse(typed).success) return 'invalid';
  const isBeginning = [...(chart?.keys() ?? [])].some(
    (number) => number !== typed && number.startsWith(typed),
  );
  return isBeginning && !chart?.has(typed) ? null : faultOfAccount(typed, currency, chart);
}
