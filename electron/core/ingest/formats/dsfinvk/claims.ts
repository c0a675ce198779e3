/** Holds the sums that a closing claims against those that its receipts make. Pure. */
import type { ClaimRow } from './staging.ts';

/** A sum of receipts; `fractions`: some of its rows have fractions of a cent, which the claim may have rounded. */
export interface Summed {
  readonly amount: number;
  readonly fractions: boolean;
}

/** A sum on which both sides do not agree to the letter. */
export interface Disagreement {
  readonly type: string;
  readonly vat: string;
  readonly name: string;
  readonly claimed: number;
  readonly summed: number;
  /** Of the claim, where there is one. */
  readonly line?: number;
  /** The money disagrees; otherwise only one side has the name, and the sum over all such names agrees. */
  readonly isMoney: boolean;
}

interface Entry {
  claimed: number;
  summed: number;
  fractions: boolean;
  isClaimed: boolean;
  isSummed: boolean;
  line: number | undefined;
}

const newEntry = (): Entry => ({
  claimed: 0,
  summed: 0,
  fractions: false,
  isClaimed: false,
  isSummed: false,
  line: undefined,
});

/**
 * By type, VAT key and name. Some tills leave names out of one file, so names that only one side has are compared
 * together; a name that both sides have must agree by itself, because it can decide the account.
 *
 * @param summed by `type\nname\nvat`
 * @param tolerance for sums with fractions, in the unit of the amounts
 */
export function compareClaims(
  claims: readonly ClaimRow[],
  summed: ReadonlyMap<string, Summed>,
  tolerance: number,
): Disagreement[] {
  const agrees = (entry: Entry) =>
    Math.abs(entry.claimed - entry.summed) <= (entry.fractions ? tolerance : 0);
  const found: Disagreement[] = [];
  for (const [key, names] of grouped(claims, summed)) {
    const [type = '', vat = ''] = key.split('\n');
    const tell = (name: string, { claimed, summed, line }: Entry, isMoney: boolean) =>
      found.push({
        type,
        vat,
        name,
        claimed,
        summed,
        ...(line !== undefined && { line }),
        isMoney,
      });
    const oneSided: [string, Entry][] = [];
    const together = newEntry();
    for (const [name, entry] of names) {
      if (agrees(entry)) continue;
      if (entry.isClaimed && entry.isSummed) tell(name, entry, true);
      else {
        oneSided.push([name, entry]);
        together.claimed += entry.claimed;
        together.summed += entry.summed;
        together.fractions ||= entry.fractions;
        together.line ??= entry.line;
      }
    }
    if (!agrees(together)) tell('', together, true);
    else for (const [name, entry] of oneSided) tell(name, entry, false);
  }
  return found;
}

/** By `type\nvat`, then by name. */
function grouped(
  claims: readonly ClaimRow[],
  summed: ReadonlyMap<string, Summed>,
): Map<string, Map<string, Entry>> {
  const groups = new Map<string, Map<string, Entry>>();
  const at = (type: string, vat: string, name: string): Entry => {
    const key = `${type}\n${vat}`;
    const names = groups.get(key) ?? new Map<string, Entry>();
    groups.set(key, names);
    const entry = names.get(name) ?? newEntry();
    names.set(name, entry);
    return entry;
  };
  for (const { type, vat, name, amount, line } of claims) {
    const entry = at(type, vat, name);
    entry.claimed += amount;
    entry.isClaimed = true;
    entry.line ??= line;
  }
  for (const [key, { amount, fractions }] of summed) {
    const [type = '', name = '', vat = ''] = key.split('\n');
    const entry = at(type, vat, name);
    entry.summed += amount;
    entry.isSummed = true;
    entry.fractions ||= fractions;
  }
  return groups;
}
