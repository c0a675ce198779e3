/**
 * What the official text says of an export, in a page, written without a look at the program: DSFinV-K 2.4 (`l.N` is a
 * line of it) and the formats sheet for what follows from it (`1.N`).
 *
 * A closing is either proven, then each receipt makes these jobs, or it contradicts itself, then it makes none and a
 * person hears of it. To hold back what could be booked is always allowed, with a word.
 */
import { amountOf, groupBy, type Row, type Tables } from './tables.ts';

/** l.1270 ff.: "betreffen ausschließlich den Kassenbestand". */
const CASH_CASES =
  'Anfangsbestand Privatentnahme Privateinlage Geldtransit Lohnzahlung Einzahlung Auszahlung DifferenzSollIst'.split(
    ' ',
  );
/** l.1236 ff. */
const OTHER_CASES =
  `Umsatz Pfand PfandRueckzahlung Rabatt Aufschlag ZuschussEcht ZuschussUnecht TrinkgeldAG TrinkgeldAN EinzweckgutscheinKauf
  EinzweckgutscheinEinloesung MehrzweckgutscheinKauf MehrzweckgutscheinEinloesung Forderungsentstehung Forderungsaufloesung
  Anzahlungseinstellung Anzahlungsaufloesung`.split(/\s+/);
const PAYMENTS = 'Bar Unbar Keine ECKarte Kreditkarte ElZahlungsdienstleister Guthabenkarte'.split(
  ' ',
);
const VORGANG =
  /^AV(Transfer|Bestellung|Training|Belegstorno|Belegabbruch|Sachbezug|Rechnung|Sonstige)$/;
const TENDERS = new Map([
  ['MehrzweckgutscheinEinloesung', 'voucher'],
  ['Forderungsentstehung', 'receivable'],
]);
const PROOF_FILES = ['payment.csv', 'businesscases.csv'];
const MONEY_FILES = [
  ...['cashpointclosing.csv', 'transactions.csv', 'datapayment.csv', 'lines.csv', 'lines_vat.csv'],
];
const RECEIPT_FILES = ['datapayment.csv', 'lines.csv', 'lines_vat.csv', 'references.csv'];
const CENT = 1_000;
/** A time further from its closing than this is none (field lessons); the mutations keep far from the border. */
const CREDIBLE_MS = 10 * 86_400_000;

export interface ReadReceipt {
  readonly id: string;
  /** Who it is: its number, its instants, its amounts (field lessons), whatever closing and till it is told with. */
  readonly identity: string;
  readonly jobs: readonly string[];
  /** Of its business. */
  readonly day: string;
  /** Its time says nothing, so its closing's day counts, with a word. */
  readonly isTimeless: boolean;
  /** Cents. */
  readonly cash: number;
  /** Cents of its Anfangsbestand; null: it has none. */
  readonly opening: number | null;
}

export interface ReadClosing {
  readonly payDesk: string;
  readonly number: string;
  readonly madeAt: string;
  readonly day: string;
  readonly receipts: readonly ReadReceipt[];
  /** Why nothing of it may be booked. */
  readonly contradiction: string | undefined;
}

/** A closing is a till and a number (l.2493); its rows in every file. */
export function closingsOf(tables: Tables): ReadClosing[] {
  const files = new Map(
    [...tables].map(([file, { rows, isDamaged }]) => [
      // A damaged proof proves nothing; what else is damaged says what is left of it.
      isDamaged && PROOF_FILES.includes(file) ? '' : file,
      groupBy(rows, (row) => `${row['Z_KASSE_ID']}\n${row['Z_NR']}`),
    ]),
  );
  const keys = new Set(MONEY_FILES.flatMap((file) => [...(files.get(file)?.keys() ?? [])]));
  return [...keys].map((key) => {
    const [payDesk = '', number = ''] = key.split('\n');
    return readClosing(payDesk, number, (file) => files.get(file)?.get(key) ?? []);
  });
}

function readClosing(payDesk: string, number: string, own: (file: string) => Row[]): ReadClosing {
  const [facts, second] = own('cashpointclosing.csv');
  const madeAt = facts?.['Z_ERSTELLUNG'] ?? '';
  const closingDay = dayOf(facts?.['Z_BUCHUNGSTAG']) ?? dayOf(madeAt) ?? '';
  const rows = own('transactions.csv');
  const ids = new Set(rows.map((row) => row['BON_ID']));
  const isOrphan = ['datapayment.csv', 'lines.csv', 'lines_vat.csv'].some((file) =>
    own(file).some((row) => !ids.has(row['BON_ID'])),
  );
  const byReceipt = new Map(
    RECEIPT_FILES.map((file) => [file, groupBy(own(file), (row) => row['BON_ID'])]),
  );
  const parts = rows.map((row) =>
    receiptOf(row, (file) => byReceipt.get(file)?.get(row['BON_ID']) ?? [], facts),
  );
  const contradiction =
    !facts || second || closingDay === ''
      ? 'it is not there exactly once'
      : ids.size < rows.length || isOrphan
        ? 'its receipts and their rows do not belong together'
        : parts.find(({ fault }) => fault)?.fault;
  const receipts = contradiction ? parts : provenOf(parts, facts as Row, own);
  // l.3214: of a receipt that was lifted nothing is left to decide.
  const isDecided = receipts?.every(({ isUndecidable }) => !isUndecidable);
  const open =
    receipts === undefined
      ? 'its sums disagree, prove nothing, or fit two ways'
      : 'gives and takes, and sells nothing (1.10)';
  return {
    ...{ payDesk, number, madeAt, day: closingDay },
    receipts: receipts ?? [],
    contradiction: contradiction ?? (isDecided ? undefined : open),
  };
}

interface Part extends ReadReceipt {
  readonly fault: string | undefined;
  readonly isBooked: boolean;
  readonly isUndecidable: boolean;
  /** BON_STORNO without a row in references.csv: lifted on the spot (l.3214), or still counted: the sums say. */
  readonly isFlagged: boolean;
  readonly total: number;
  readonly payments: readonly Row[];
  readonly lines: readonly { type: string; vat: string; units: number }[];
}

function receiptOf(row: Row, mine: (file: string) => Row[], facts: Row | undefined): Part {
  const isBooked = row['BON_TYP'] === 'Beleg'; // l.1187: everything else is not for the closing.
  const payments = mine('datapayment.csv');
  const vatRows = mine('lines_vat.csv');
  const total = amountOf(row['UMS_BRUTTO']);
  // l.1359: a voided line does not count.
  const counted = mine('lines.csv').filter(({ P_STORNO: voided }) => voided !== '1');
  const lines = counted.flatMap(({ POS_ZEILE: position, GV_TYP: type = '' }) =>
    vatRows
      .filter((one) => one['POS_ZEILE'] === position)
      .map((one) => ({
        type,
        vat: one['UST_SCHLUESSEL'] ?? '',
        units: grossOf(one),
      })),
  );
  const silent = counted.filter(
    ({ POS_ZEILE: at }) => !vatRows.some((one) => one['POS_ZEILE'] === at),
  );
  const [only] = silent;
  if (only && silent.length === 1 && CASH_CASES.includes(only['GV_TYP'] ?? '')) {
    // E.13: a move of cash needs no VAT row; the total tells it.
    lines.push({
      type: only['GV_TYP'] ?? '',
      vat: '5',
      units: total - sum(lines.map(({ units }) => units)),
    });
  }
  const positions = new Set(mine('lines.csv').map((line) => line['POS_ZEILE']));
  const paid = sum(payments.map((one) => amountOf(one['BASISWAEH_BETRAG'])));
  const lineSum = sum(lines.map(({ units }) => units));
  const bar = payments.filter((one) => one['ZAHLART_TYP'] === 'Bar');
  const cash = sum(bar.map((one) => amountOf(one['BASISWAEH_BETRAG']))) / CENT;
  const openings = lines.filter(({ type }) => type === 'Anfangsbestand');
  const made = isBooked ? jobsOf(lines, payments, cash) : [];
  const fault =
    !isBooked && !VORGANG.test(row['BON_TYP'] ?? '')
      ? 'an unknown Vorgangstyp'
      : !isBooked
        ? undefined
        : lines.some(({ type }) => !CASH_CASES.includes(type) && !OTHER_CASES.includes(type))
          ? 'an unknown case'
          : payments.some((one) => !PAYMENTS.includes(one['ZAHLART_TYP'] ?? ''))
            ? 'an unknown way of paying'
            : vatRows.some((one) => !positions.has(one['POS_ZEILE'] ?? ''))
              ? 'an amount of no line'
              : Math.abs(lineSum - total) > roundingOf(lines) || total !== paid
                ? 'a receipt that contradicts itself (1.8.1)'
                : undefined;
  const times = [row['BON_ENDE'], row['BON_START']];
  const when = times.find((text) => isCredible(text, facts?.['Z_ERSTELLUNG']));
  const booking = dayOf(facts?.['Z_BUCHUNGSTAG']);
  const day = booking ?? (dayOf(when) || dayOf(facts?.['Z_ERSTELLUNG'])) ?? '';
  const amounts = payments.map(
    (one) => `${one['ZAHLART_TYP']}${one['ZAHLART_NAME']}${amountOf(one['BASISWAEH_BETRAG'])}`,
  );
  return {
    id: row['BON_ID'] ?? '',
    identity: [row['BON_ID'], row['BON_START'], row['BON_ENDE'], total, ...amounts.sort()].join(
      '|',
    ),
    jobs: (made ?? []).map((job) => `${job} @${day}`),
    day,
    isTimeless: booking === undefined && when === undefined && times.some((text) => text !== ''),
    ...{ cash, fault, isBooked, isUndecidable: !made, total, payments, lines },
    opening: openings.length > 0 ? sum(openings.map(({ units }) => units)) / CENT : null,
    isFlagged: row['BON_STORNO'] === '1' && mine('references.csv').length === 0,
  };
}

/** 1.8.1: a cent by VAT rate, for the total rounds each (l.3392); what moves cash alone has nothing to round. */
function roundingOf(lines: Part['lines']): number {
  const isSale = lines.some(({ type }) => !CASH_CASES.includes(type));
  return isSale ? new Set(lines.map(({ vat }) => vat)).size * CENT : 0;
}

/** l.3635: by the net method POS_BRUTTO may be empty. */
function grossOf({ POS_BRUTTO: gross, POS_NETTO: net, POS_UST: vat }: Row): number {
  return gross ? amountOf(gross) : amountOf(net) + amountOf(vat);
}

/** 1.10; undefined: nobody can tell. Cents. */
function jobsOf(lines: Part['lines'], payments: readonly Row[], bar: number): string[] | undefined {
  const jobs: string[] = [];
  const move = (cents: number) => jobs.push(`${cents > 0 ? 'cash-in' : 'cash-out'} ${cents}`);
  let cash = bar;
  for (const { type, units } of lines.filter(({ type }) => CASH_CASES.includes(type))) {
    const cents = units / CENT;
    cash -= cents;
    if (cents === 0 || type === 'Anfangsbestand') continue;
    // l.2303: there is one difference; at opening or at close is the same account.
    if (type === 'DifferenzSollIst') jobs.push(`diff ${cents}`);
    else move(cents);
  }
  const others = lines.filter(({ type }) => !CASH_CASES.includes(type));
  const parts = new Map<string, number>();
  const add = (key: string, cents: number) => parts.set(key, (parts.get(key) ?? 0) + cents);
  for (const {
    ZAHLART_TYP: type = '',
    ZAHLART_NAME: name = '',
    BASISWAEH_BETRAG: text,
  } of payments) {
    if (type !== 'Bar' && type !== 'Keine') add(`${type} ${name}`, amountOf(text) / CENT);
  }
  for (const { type, units } of others) {
    const tender = TENDERS.get(type);
    if (tender) add(`${tender} `, -units / CENT);
  }
  const hasTender = [...parts.values()].some((cents) => cents !== 0);
  const onlyTips = others.length > 0 && others.every(({ type }) => type === 'TrinkgeldAN');
  if (!(onlyTips && !hasTender)) {
    for (const contra of ['TrinkgeldAN', 'Forderungsaufloesung']) {
      // Section 1.10: out of the payment of the same amount, else of the largest.
      const cents = sum(
        others.filter(({ type }) => type === contra).map(({ units }) => units / CENT),
      );
      const payments = [['Bar', cash] as const, ...parts].filter(([, paid]) => paid !== 0);
      const same = payments.find(([, paid]) => paid === cents);
      const [largest] = [...payments].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
      const [from] = same ?? largest ?? [];
      if (cents === 0 || from === undefined) continue;
      if (from !== 'Bar') {
        add(from, -cents);
        jobs.push(`order-non-cash ${cents} ${from}`);
        continue;
      }
      cash -= cents;
      if (contra === 'TrinkgeldAN' && cents < 0) move(cents);
      else jobs.push(`order-cash ${cents}`);
    }
  }
  const open = [...parts]
    .filter(([, cents]) => cents !== 0)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  const isTip = onlyTips && open.length === 0;
  if (others.length === 0 && cash !== 0 && open.length === 0) return undefined;
  if (isTip && cash !== 0) move(cash);
  else {
    const order = cash + sum(open.map(([, cents]) => cents));
    if (order === 0 && (cash !== 0 || open.length > 0)) return undefined;
    let rest = 0;
    if (cash !== 0 && Math.sign(cash) !== Math.sign(order)) rest = cash;
    else if (cash !== 0) jobs.push(`order-cash ${cash}`);
    for (const [key, cents] of open) {
      // Cash given out on a card: the order is what is left of the card.
      const taken =
        rest !== 0 && Math.sign(cents) !== Math.sign(rest)
          ? Math.min(Math.abs(rest), Math.abs(cents)) * Math.sign(rest)
          : 0;
      rest -= taken;
      if (taken !== 0) move(taken);
      if (cents + taken !== 0) jobs.push(`order-non-cash ${cents + taken} ${key}`);
    }
  }
  return jobs;
}

/** The one way to count flagged receipts with which all sums of the closing agree (1.5, 1.8); undefined: none, or two. */
function provenOf(
  parts: readonly Part[],
  facts: Row,
  own: (file: string) => Row[],
): Part[] | undefined {
  const isLifted: ((part: Part) => boolean)[] = [
    () => false,
    ({ isFlagged }) => isFlagged,
    ({ isFlagged, total }) => isFlagged && total >= 0,
  ];
  const fitting = new Map<string, Part[]>();
  for (const lifted of isLifted) {
    const counted = parts.filter((part) => part.isBooked && !lifted(part));
    if (!agrees(counted, facts, own)) continue;
    fitting.set(
      counted
        .flatMap(({ jobs }) => jobs)
        .sort()
        .join('\n'),
      counted,
    );
  }
  return fitting.size === 1 ? [...fitting.values()][0] : undefined;
}

function agrees(counted: readonly Part[], facts: Row, own: (file: string) => Row[]): boolean {
  const opening = sum(counted.map((part) => part.opening ?? 0)) * CENT;
  const payments = counted.flatMap((part) => part.payments);
  const lines = counted.flatMap((part) => part.lines);
  const all = sum(payments.map((one) => amountOf(one['BASISWAEH_BETRAG'])));
  const cash = sum(counted.map((part) => part.cash)) * CENT;
  const own1 = facts['Z_SE_ZAHLUNGEN'] ?? '';
  const own2 = facts['Z_SE_BARZAHLUNGEN'] ?? '';
  // Some tills leave the money that lay in the drawer before out of their sums.
  const isSum = (text: string, is: number) =>
    text === '' || [is, is - opening].includes(amountOf(text));
  const claimedPayments = own('payment.csv');
  const claimedCases = own('businesscases.csv');
  const isProven =
    own1 !== '' ||
    claimedPayments.length > 0 ||
    claimedCases.length > 0 ||
    (own2 !== '' && all === cash) ||
    lines.length === 0;
  const byPayment = totals(payments.map((one) => [one['ZAHLART_TYP'], one['BASISWAEH_BETRAG']]));
  const byCase = totals(lines.map(({ type, vat, units }) => [`${type} ${vat}`, units]));
  return (
    isProven &&
    isSum(own1, all) &&
    isSum(own2, cash) &&
    (claimedPayments.length === 0 ||
      isSame(
        byPayment,
        totals(claimedPayments.map((one) => [one['ZAHLART_TYP'], one['Z_ZAHLART_BETRAG']])),
      )) &&
    (claimedCases.length === 0 ||
      (sum(claimedCases.map((one) => amountOf(one['Z_UMS_BRUTTO']))) ===
        sum(counted.map(({ total }) => total)) &&
        isSame(
          byCase,
          totals(
            claimedCases.map((one) => [
              `${one['GV_TYP']} ${one['UST_SCHLUESSEL']}`,
              one['Z_UMS_BRUTTO'],
            ]),
          ),
        )))
  );
}

function totals(
  entries: readonly (readonly [string | undefined, string | number | undefined])[],
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [key = '', amount] of entries) {
    sums.set(key, (sums.get(key) ?? 0) + (typeof amount === 'number' ? amount : amountOf(amount)));
  }
  return sums;
}

function isSame(one: Map<string, number>, other: Map<string, number>): boolean {
  return [...one.keys(), ...other.keys()].every(
    (key) => (one.get(key) ?? 0) === (other.get(key) ?? 0),
  );
}

/** The day in the store; l.1100 ff.: a time without a suffix is local. */
function dayOf(text: string | undefined): string | undefined {
  if (!text || Number.isNaN(Date.parse(text))) return undefined;
  if (!/T.*(Z|[+-]\d\d:\d\d)$/.test(text)) return text.slice(0, 10);
  return new Date(text).toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' });
}

function isCredible(text: string | undefined, madeAt: string | undefined): boolean {
  return Math.abs(Date.parse(text ?? '') - Date.parse(madeAt ?? '')) <= CREDIBLE_MS;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
