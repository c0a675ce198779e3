/** Business cases: what money was moved for, in the words of DSFinV-K (`GV_TYP`, Anhang C). */
import { z } from 'zod';

/** The closed list of the format; `GV_NAME` and the text of the line say more. */
export const BUSINESS_CASES = [
  'Umsatz',
  'Pfand',
  'PfandRueckzahlung',
  'Rabatt',
  'Aufschlag',
  'ZuschussEcht',
  'ZuschussUnecht',
  'TrinkgeldAG',
  'TrinkgeldAN',
  'EinzweckgutscheinKauf',
  'EinzweckgutscheinEinloesung',
  'MehrzweckgutscheinKauf',
  'MehrzweckgutscheinEinloesung',
  'Forderungsentstehung',
  'Forderungsaufloesung',
  'Anzahlungseinstellung',
  'Anzahlungsaufloesung',
  'Anfangsbestand',
  'Privatentnahme',
  'Privateinlage',
  'Geldtransit',
  'Lohnzahlung',
  'Einzahlung',
  'Auszahlung',
  'DifferenzSollIst',
] as const;
export type BusinessCase = (typeof BUSINESS_CASES)[number];

/** Inside orders, and yet in no invoice: each has a contra account of its own. */
export const CONTRA_CASES: readonly string[] = [
  'TrinkgeldAN',
  'Forderungsaufloesung',
] satisfies readonly BusinessCase[];

/** In any case of its letters; undefined: not in the list. */
export function parseBusinessCase(text: string): BusinessCase | undefined {
  const wanted = text.trim().toLowerCase();
  return BUSINESS_CASES.find((each) => each.toLowerCase() === wanted);
}

const spelled = (value: unknown) =>
  typeof value === 'string' ? (parseBusinessCase(value) ?? value) : value;

export const businessCaseSchema = z.preprocess(
  spelled,
  z.enum(BUSINESS_CASES, 'A business case is a GV_TYP of DSFinV-K, for example Auszahlung.'),
);

/** As long as the longest text of a line (ARTIKELTEXT). */
const BUSINESS_NAME_MAX_LENGTH = 255;
export const businessNameSchema = z.string().trim().min(1).max(BUSINESS_NAME_MAX_LENGTH);

/** Tills and people write a name in other cases, blanks and compositions of accents. */
export function isSameBusinessName(one: string, other: string): boolean {
  return one === other || folded(one) === folded(other);
}

function folded(name: string): string {
  return name.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}

/** Cases that say no more than the direction: what they were for stands in their name alone. */
export function isNamedCase(businessCase: string | null): boolean {
  return businessCase === 'Einzahlung' || businessCase === 'Auszahlung';
}
