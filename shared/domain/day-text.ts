/** Days as people type them and as the program writes them: `29.11.2026`, `2026-11-29`, `11/29/2026`. */

/** @returns `YYYY-MM-DD`; undefined when the text is no day of the calendar */
export function parseDay(typed: string): string | undefined {
  const text = typed.trim();
  const german = /^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})$/.exec(text);
  const iso = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(text);
  const american = /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/.exec(text);
  const parts = (german ?? iso ?? american)?.groups;
  if (!parts) return undefined;
  const { year = '', month = '', day = '' } = parts;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = Date.parse(`${written}T00:00:00Z`);
  const isReal = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(written);
  return isReal ? written : undefined;
}
