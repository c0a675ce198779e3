/** The meanings of what is typed into the search: the backend finds by them, and the window marks what was found. */
import { parseAmount } from './amount-text.ts';
import { parseMoment, type Moment } from './day-text.ts';
import { foldText } from './fold-text.ts';

/** Shorter parts of words are not searched for: every job has them. */
export const MIN_PART_LENGTH = 3;

export interface SearchMeaning {
  /** As it was typed, without spaces around it; never empty. */
  readonly text: string;
  /** A part of a word, folded. */
  readonly folded: string;
  /** Too short to be a part of a word: it has to be all of it. */
  readonly isShort: boolean;
  readonly id: number | undefined;
  /** Minor units. Typed without a sign an amount may be money in or out. */
  readonly amounts: readonly number[];
  readonly moment: Moment | undefined;
}

/**
 * @param now epoch ms: `gestern` and the like are told from here
 * @returns undefined: nothing was typed
 */
export function readSearch(
  typed: string,
  now: number,
  timeZone: string,
): SearchMeaning | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  return {
    text,
    folded: foldText(text),
    isShort: [...text].length < MIN_PART_LENGTH,
    id: /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined,
    amounts: amountsOf(text),
    moment: parseMoment(text, now, timeZone),
  };
}

function amountsOf(text: string): number[] {
  const amount = parseAmount(text);
  if (amount === undefined || !Number.isSafeInteger(amount)) return [];
  return /^[-+−]/.test(text) ? [amount] : [amount, -amount];
}

/**
 * The name of a place or way of paying has what was typed. One or two digits are a number of a job, a bill or an amount,
 * and not every job of store 1.
 */
export function isInName(name: string, { folded, isShort }: SearchMeaning): boolean {
  if (!isShort) return foldText(name).includes(folded);
  return !/^\d+$/.test(folded) && foldText(name) === folded;
}
