/** The bill number at POS: BON_ID, or made by a pattern where the till's RS number is another. */

export interface BillNumberFacts {
  readonly BON_ID: string;
  readonly BON_NR: string;
  readonly Z_KASSE_ID: string;
  readonly Z_NR: string;
  /** `YYYY-MM-DD` */
  readonly businessDay: string;
}

/**
 * `2-{YYYY}/{MM}/{BON_NR:10}` → `2-2026/11/0000000025`.
 *
 * Placeholders: BON_ID, BON_NR, Z_KASSE_ID, Z_NR, YYYY, YY, MM, DD; `:n` fills up with zeros from the left.
 * Unknown placeholders stay as they are, so that a typing mistake can be seen.
 */
export function billNumberFrom(pattern: string, facts: BillNumberFacts): string {
  const [year = '', month = '', day = ''] = facts.businessDay.split('-');
  const values: Readonly<Record<string, string>> = {
    ...facts,
    YYYY: year,
    YY: year.slice(2),
    MM: month,
    DD: day,
  };
  return pattern.replaceAll(/\{(\w+)(?::(\d+))?\}/g, (all, name: string, width?: string) => {
    const value = values[name];
    return value === undefined ? all : value.padStart(Number(width ?? 0), '0');
  });
}
