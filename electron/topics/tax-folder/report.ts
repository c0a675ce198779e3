/** The readable report of a folder for the tax office: the seal on its first page, then what the sums are made of. */
import { minorDigits } from '../../../shared/domain/money.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import { createPdf, type Pdf, type PdfColumn } from '../../core/export/pdf/pdf.ts';
import type { SerialNumber } from '../../core/ingest/index.ts';
import type { Manifest } from './manifest.ts';
import { REPORT_WORDS, type ReportWords } from './report-words.ts';
import type { ClosingRow } from './tables/closings.ts';
import type { TotalRow } from './tables/receipts.ts';

export interface Report {
  readonly facts: Omit<Manifest, 'format' | 'version' | 'files'>;
  /** As people call them: `Berlin: Kasse 1, Kasse 2`. */
  readonly places: readonly string[];
  readonly closings: readonly ClosingRow[];
  readonly totals: readonly TotalRow[];
  readonly serials: readonly SerialNumber[];
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly madeAt: number;
}

/** The rest is counted; the tables have all of them. */
const MOST_OPEN = 200;
const OPEN_ON_FIRST_PAGE = 5;

export function reportPdf(report: Report, language: Language): Buffer {
  const words = REPORT_WORDS[language];
  const say = formatsOf(language, report.timeZone);
  const { facts } = report;
  const pdf = createPdf({
    ...{ title: words.title, language, madeAt: report.madeAt },
    footer: (page, pages) => `${words.page(page, pages)}   ·   ${facts.anchor}`,
  });
  firstPage(pdf, report, words, say);
  openPoints(pdf, facts, words);
  closingTable(pdf, report.closings, words, say);
  drawerTable(pdf, report.closings, words, say);
  accountTables(pdf, report.totals, words, say);
  gapTable(pdf, report.closings, words);
  serialTable(pdf, report.serials, words);
  if (pdf.hasReplaced()) pdf.paragraph(words.replaced);
  return pdf.end();
}

type Formats = ReturnType<typeof formatsOf>;

function formatsOf(language: Language, timeZone: string) {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  return {
    /** With its currency; null: not known. */
    money(cents: number | null, currency: string | null): string {
      if (cents === null || currency === null) return '–';
      const digits = minorDigits(currency);
      const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      return `${(cents / 10 ** digits).toLocaleString(locale, fraction)} ${currency}`;
    },
    day: (iso: string) => (language === 'de' ? iso.split('-').reverse().join('.') : iso),
    instant: (at: number) =>
      new Date(at).toLocaleString(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }),
  };
}

function firstPage(pdf: Pdf, report: Report, words: ReportWords, say: Formats): void {
  const { facts, closings, totals, places, madeAt } = report;
  const gross = sums(
    closings.flatMap(({ line: { till, currency } }) =>
      till?.grossCents == null || currency === null ? [] : [{ currency, cents: till.grossCents }],
    ),
  );
  const booked = sums(totals.map(({ currency, debit }) => ({ currency, cents: debit })));
  const text = (all: ReadonlyMap<string, number>) =>
    [...all].map(([currency, cents]) => say.money(cents, currency)).join(', ') || '–';
  pdf.heading(words.title);
  pdf.frame([
    { text: words.period(say.day(facts.from), say.day(facts.to)), weight: 'bold' },
    { text: words.places(places.join('; ') || '–') },
    { text: words.sealed(facts.closings.sealed, facts.closings.all), weight: 'bold' },
    { text: words.gross(text(gross)) },
    { text: words.booked(text(booked)) },
    {
      text: facts.complete ? words.complete : words.open(facts.open.length),
      weight: 'bold',
    },
    { text: words.anchor(facts.anchor) },
    { text: words.made(say.instant(madeAt), facts.madeBy, facts.program) },
  ]);
  for (const point of facts.open.slice(0, OPEN_ON_FIRST_PAGE)) pdf.item(pointText(point));
  const rest = facts.open.length - OPEN_ON_FIRST_PAGE;
  if (rest > 0) pdf.paragraph(words.more(rest));
  pdf.paragraph(words.about);
}

function openPoints(pdf: Pdf, { open }: Report['facts'], words: ReportWords): void {
  if (open.length <= OPEN_ON_FIRST_PAGE) return;
  pdf.heading(words.openHead, 2);
  for (const point of open.slice(0, MOST_OPEN)) pdf.item(pointText(point));
  if (open.length > MOST_OPEN) pdf.paragraph(words.more(open.length - MOST_OPEN));
}

function pointText({ closing, text }: Report['facts']['open'][number]): string {
  return closing === null ? text : `${closing}: ${text}`;
}

function closingTable(
  pdf: Pdf,
  closings: Report['closings'],
  { column, ...words }: ReportWords,
  say: Formats,
): void {
  pdf.heading(words.closings, 2);
  if (closings.length === 0) return pdf.paragraph(words.none);
  const columns: PdfColumn[] = [
    { title: column.store, share: 0.13 },
    { title: column.payDesk, share: 0.13 },
    { title: column.closing, share: 0.1 },
    { title: column.day, share: 0.13 },
    { title: column.gross, share: 0.16, align: 'right' },
    { title: column.difference, share: 0.13, align: 'right' },
    { title: column.sealedAt, share: 0.22 },
  ];
  const rows = closings.map(({ line, seal }) => [
    ...[line.store, line.payDesk, line.closing],
    [...new Set([line.days[0], line.days.at(-1)])]
      .flatMap((day) => day ?? [])
      .map(say.day)
      .join(' – '),
    say.money(line.till?.grossCents ?? null, line.currency),
    say.money(line.differenceCents, line.currency),
    seal ? say.instant(seal.at) : words.notSealed,
  ]);
  pdf.table(columns, rows);
}

/** From the opening value of the first closing to the end of the last one. */
function drawerTable(
  pdf: Pdf,
  closings: Report['closings'],
  { column, ...words }: ReportWords,
  say: Formats,
): void {
  if (closings.length === 0) return;
  const drawers = new Map<string, ClosingRow[]>();
  for (const row of closings) {
    const { store, payDesk, currency } = row.line;
    const key = JSON.stringify([store, payDesk, currency]);
    drawers.set(key, [...(drawers.get(key) ?? []), row]);
  }
  pdf.heading(words.drawers, 2);
  const columns: PdfColumn[] = [
    { title: column.store, share: 0.19 },
    { title: column.payDesk, share: 0.19 },
    { title: column.opening, share: 0.2, align: 'right' },
    { title: column.moved, share: 0.2, align: 'right' },
    { title: column.end, share: 0.22, align: 'right' },
  ];
  const rows = [...drawers.values()].map((all) => {
    const { store = '', payDesk = '', currency = '' } = all[0]?.line ?? {};
    const opening = all[0]?.book.openingCents ?? null;
    const end = all.at(-1)?.book.closingCents ?? null;
    const moved = opening === null || end === null ? null : end - opening;
    return [store, payDesk, ...[opening, moved, end].map((cents) => say.money(cents, currency))];
  });
  pdf.table(columns, rows);
}

function accountTables(
  pdf: Pdf,
  totals: Report['totals'],
  { column, ...words }: ReportWords,
  say: Formats,
): void {
  pdf.heading(words.accounts, 2);
  if (totals.length === 0) return pdf.paragraph(words.none);
  const money: PdfColumn[] = [
    { title: column.debit, share: 0.19, align: 'right' },
    { title: column.credit, share: 0.19, align: 'right' },
    { title: column.balance, share: 0.19, align: 'right' },
    { title: column.count, share: 0.13, align: 'right' },
  ];
  const cells = ({ debit, credit, count, currency }: Omit<TotalRow, 'day'>) => [
    ...[debit, credit, debit - credit].map((cents) => say.money(cents, currency)),
    String(count),
  ];
  const byAccount = new Map<string, Omit<TotalRow, 'day'>>();
  for (const total of totals) {
    const key = JSON.stringify([total.account, total.currency]);
    const { debit = 0, credit = 0, count = 0 } = byAccount.get(key) ?? {};
    byAccount.set(key, {
      ...{ account: total.account, currency: total.currency },
      ...{ debit: debit + total.debit, credit: credit + total.credit, count: count + total.count },
    });
  }
  pdf.table(
    [{ title: column.account, share: 0.3 }, ...money],
    [...byAccount.values()].map((total) => [total.account, ...cells(total)]),
  );
  pdf.heading(words.accountDays, 2);
  pdf.table(
    [{ title: column.account, share: 0.15 }, { title: column.day, share: 0.15 }, ...money],
    totals.map((total) => [total.account, say.day(total.day), ...cells(total)]),
  );
}

function gapTable(pdf: Pdf, closings: Report['closings'], { column, ...words }: ReportWords): void {
  pdf.heading(words.gaps, 2);
  const rows = closings.flatMap(({ line }) =>
    line.gaps.map((gap) => [
      ...[line.payDesk, line.closing, words.gapKinds[gap.kind], gap.from, gap.to],
      gap.explained ? words.explained : words.unexplained,
    ]),
  );
  if (rows.length === 0) return pdf.paragraph(words.none);
  const titles = [
    column.payDesk,
    column.closing,
    column.kind,
    column.from,
    column.to,
    column.state,
  ];
  pdf.table(
    titles.map((title) => ({ title, share: 1 / titles.length })),
    rows,
  );
}

function serialTable(
  pdf: Pdf,
  serials: Report['serials'],
  { column, ...words }: ReportWords,
): void {
  pdf.heading(words.serials, 2);
  // The same till stands in every export.
  const rows = new Map(
    serials.map(({ kind, payDesk, serial, facts }) => {
      const row = [kind === 'tse' ? words.tse : words.till, payDesk, serial, facts];
      return [JSON.stringify(row), row] as const;
    }),
  );
  if (rows.size === 0) return pdf.paragraph(words.none);
  pdf.table(
    [
      { title: column.kind, share: 0.1 },
      { title: column.payDesk, share: 0.15 },
      { title: column.serial, share: 0.4 },
      { title: column.facts, share: 0.35 },
    ],
    rows.values(),
  );
}

function sums(
  amounts: readonly { readonly currency: string; readonly cents: number }[],
): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const { currency, cents } of amounts) all.set(currency, (all.get(currency) ?? 0) + cents);
  return all;
}
