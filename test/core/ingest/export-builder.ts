/** Writes a small DSFinV-K export of one closing from its receipts; its sums agree unless a test says otherwise. */
import fs from 'node:fs';
import path from 'node:path';
import { reasons as germanReasons } from '../../../renderer/locales/de/reasons.ts';
import { reasons as englishReasons } from '../../../renderer/locales/en/reasons.ts';
import { readExport } from '../../../electron/core/ingest/formats/dsfinvk/index.ts';
import type { ReaderMessage, ReadOptions } from '../../../electron/core/ingest/reader.ts';
import type { LocatedProblem } from '../../../shared/domain/ingest-report.ts';

export interface Line {
  readonly type: string;
  /** Cents. */
  readonly cents: number;
  readonly name?: string;
  readonly text?: string;
  readonly vat?: string;
  readonly voided?: boolean;
}

export interface Payment {
  readonly type: string;
  readonly cents: number;
  readonly name?: string;
}

export interface Receipt {
  readonly id?: string;
  /** BON_NR; absent: its place in the closing. */
  readonly nr?: number;
  readonly type?: string;
  readonly lines: readonly Line[];
  readonly payments: readonly Payment[];
  readonly storno?: boolean;
  readonly refersTo?: string;
  readonly endedAt?: string;
  /** Left out of the closing's sums: what a till does that lifts a receipt on the spot. */
  readonly notSummed?: boolean;
}

export interface Dialect {
  readonly delimiter?: string;
  readonly decimal?: ',' | '.';
  readonly newline?: '\r\n' | '\n';
  readonly bom?: boolean;
}

export interface Closing {
  readonly number?: string;
  readonly desk?: string;
  readonly madeAt?: string;
  readonly bookingDay?: string;
  /** LOC_NAME; absent: the export has no location.csv. */
  readonly store?: string;
  /** KASSE_BASISWAEH_CODE; absent: the export has no cashregister.csv. */
  readonly currency?: string;
  readonly dialect?: Dialect;
  readonly omit?: readonly string[];
  /** Changes a file's text before it is written. */
  readonly edit?: Readonly<Record<string, (text: string) => string>>;
}

export function writeExport(
  folder: string,
  receipts: readonly Receipt[],
  closing: Closing = {},
): string {
  fs.mkdirSync(folder, { recursive: true });
  const { delimiter = ';', decimal = ',', newline = '\r\n', bom = false } = closing.dialect ?? {};
  const money = (cents: number) => (cents / 100).toFixed(2).replace('.', decimal);
  const key = [
    closing.desk ?? 'K1',
    closing.madeAt ?? '2026-11-20T20:00:00',
    closing.number ?? '1',
  ];
  const tables: Record<string, (string | number)[][]> = {};
  const columns: Record<string, string[]> = {};
  const table = (name: string, header: string[]) => {
    columns[name] = ['Z_KASSE_ID', 'Z_ERSTELLUNG', 'Z_NR', ...header];
    const rows: (string | number)[][] = [];
    tables[name] = rows;
    return (...cells: (string | number)[]) => rows.push([...key, ...cells]);
  };
  const cashpointclosing = table('cashpointclosing', [
    'Z_BUCHUNGSTAG',
    'TAXONOMIE_VERSION',
    'Z_START_ID',
    'Z_ENDE_ID',
    'Z_SE_ZAHLUNGEN',
    'Z_SE_BARZAHLUNGEN',
  ]);
  if (closing.store !== undefined) table('location', ['LOC_NAME'])(closing.store);
  if (closing.currency !== undefined) {
    table('cashregister', ['KASSE_BASISWAEH_CODE'])(closing.currency);
  }
  const vat = table('vat', ['UST_SCHLUESSEL', 'UST_SATZ']);
  const businesscases = table('businesscases', [
    'GV_TYP',
    'GV_NAME',
    'AGENTUR_ID',
    'UST_SCHLUESSEL',
    'Z_UMS_BRUTTO',
  ]);
  const payment = table('payment', ['ZAHLART_TYP', 'ZAHLART_NAME', 'Z_ZAHLART_BETRAG']);
  const transactions = table('transactions', [
    'BON_ID',
    'BON_NR',
    'BON_TYP',
    'BON_NAME',
    'BON_STORNO',
    'BON_START',
    'BON_ENDE',
    'UMS_BRUTTO',
  ]);
  const datapayment = table('datapayment', [
    'BON_ID',
    'ZAHLART_TYP',
    'ZAHLART_NAME',
    'ZAHLWAEH_CODE',
    'ZAHLWAEH_BETRAG',
    'BASISWAEH_BETRAG',
  ]);
  const lines = table('lines', [
    'BON_ID',
    'POS_ZEILE',
    'ARTIKELTEXT',
    'GV_TYP',
    'GV_NAME',
    'P_STORNO',
  ]);
  const linesVat = table('lines_vat', [
    'BON_ID',
    'POS_ZEILE',
    'UST_SCHLUESSEL',
    'POS_BRUTTO',
    'POS_NETTO',
    'POS_UST',
  ]);
  const transactionsVat = table('transactions_vat', ['BON_ID', 'UST_SCHLUESSEL', 'BON_BRUTTO']);
  const references = table('references', ['BON_ID', 'POS_ZEILE', 'REF_TYP', 'REF_BON_ID']);

  const cases = new Map<string, number>();
  const payments = new Map<string, number>();
  const sums = { all: 0, cash: 0 };
  receipts.forEach((receipt, index) => {
    const id = receipt.id ?? `B${index + 1}`;
    const type = receipt.type ?? 'Beleg';
    const summed = type === 'Beleg' && !receipt.notSummed;
    const total = receipt.lines
      .filter(({ voided }) => !voided)
      .reduce((sum, { cents }) => sum + cents, 0);
    const endedAt = receipt.endedAt ?? '2026-11-20T12:00:00';
    const nr = receipt.nr ?? index + 1;
    transactions(id, nr, type, '', receipt.storno ? 1 : 0, endedAt, endedAt, money(total));
    const byVat = new Map<string, number>();
    receipt.lines.forEach((line, at) => {
      const vatKey = line.vat ?? '1';
      lines(id, at + 1, line.text ?? '', line.type, line.name ?? '', line.voided ? 1 : 0);
      linesVat(id, at + 1, vatKey, money(line.cents), '', '');
      if (line.voided) return;
      byVat.set(vatKey, (byVat.get(vatKey) ?? 0) + line.cents);
      if (!summed) return;
      const caseKey = `${line.type}\n${line.name ?? ''}\n${vatKey}`;
      cases.set(caseKey, (cases.get(caseKey) ?? 0) + line.cents);
    });
    for (const [vatKey, cents] of byVat) transactionsVat(id, vatKey, money(cents));
    for (const paid of receipt.payments) {
      const { currency = 'EUR' } = closing;
      datapayment(id, paid.type, paid.name ?? '', currency, money(paid.cents), money(paid.cents));
      if (!summed) continue;
      sums.all += paid.cents;
      if (/^bar$/i.test(paid.type)) sums.cash += paid.cents;
      const payKey = `${paid.type}\n${paid.name ?? ''}`;
      payments.set(payKey, (payments.get(payKey) ?? 0) + paid.cents);
    }
    if (receipt.refersTo) references(id, '', 'Transaktion', receipt.refersTo);
  });
  cashpointclosing(closing.bookingDay ?? '', '2.3', '', '', money(sums.all), money(sums.cash));
  for (const vatKey of ['1', '2', '5', '7']) vat(vatKey, '0');
  for (const [caseKey, cents] of cases) {
    const [type = '', name = '', vatKey = ''] = caseKey.split('\n');
    businesscases(type, name, 0, vatKey, money(cents));
  }
  for (const [payKey, cents] of payments) {
    const [type = '', name = ''] = payKey.split('\n');
    payment(type, name, money(cents));
  }
  for (const [name, rows] of Object.entries(tables)) {
    const file = `${name}.csv`;
    if (closing.omit?.includes(file)) continue;
    const text = [columns[name] ?? [], ...rows]
      .map((row) => row.join(delimiter) + newline)
      .join('');
    const edited = closing.edit?.[file]?.(text) ?? text;
    fs.writeFileSync(path.join(folder, file), (bom ? '\uFEFF' : '') + edited);
  }
  return folder;
}

export async function read(
  source: string,
  scratch: string,
  knownCash: Record<string, number> = {},
  more: Partial<ReadOptions> = {},
): Promise<ReaderMessage[]> {
  const messages: ReaderMessage[] = [];
  const options = { timeZone: 'Europe/Berlin', knownCash, scratchFolder: scratch, ...more };
  for await (const message of readExport(source, options)) messages.push(message);
  return messages;
}

/** `order-cash 50.00`-like lines of everything that would be booked, in order. */
export function jobsOf(messages: readonly ReaderMessage[]): string[] {
  return messages.flatMap((message) =>
    message.kind === 'events'
      ? message.events.flatMap(({ jobs }) =>
          jobs.map(({ type, amount, paymentType }) =>
            [type, amount, paymentType].filter((part) => part !== undefined).join(' '),
          ),
        )
      : [],
  );
}

/** Adds the records of another export to those of this one, as a till does that exports several closings. */
export function addExport(to: string, from: string): void {
  for (const name of fs.readdirSync(from)) {
    const text = fs.readFileSync(path.join(from, name), 'utf8');
    const isNew = !fs.existsSync(path.join(to, name));
    fs.appendFileSync(path.join(to, name), isNew ? text : text.slice(text.indexOf('\n') + 1));
  }
}

/** Why closings are blocked, or the source failed; each must come with what its sentence names, in every language. */
export function reasonsOf(messages: readonly ReaderMessage[]) {
  const reasons = messages.flatMap((message) => {
    if (message.kind === 'blocked') return message.closing.reasons;
    return message.kind === 'failed' ? [message.problem] : [];
  });
  return withWords(reasons);
}

/** What is told beside the booking, with the same demand. */
export function warningsOf(messages: readonly ReaderMessage[]) {
  return withWords(
    messages.flatMap((message) => (message.kind === 'warning' ? [message.problem] : [])),
  );
}

function withWords(problems: LocatedProblem[]): LocatedProblem[] {
  for (const { code, values = {} } of problems) {
    for (const texts of [germanReasons, englishReasons]) {
      for (const [, name = ''] of texts[code].matchAll(/\{\{(\w+)\}\}/g)) {
        if (!(name in values)) throw new Error(`The sentence of "${code}" needs "${name}".`);
      }
    }
  }
  return problems;
}
