/** What happens to exports: on the way, at the till, and when a day is exported again. */
import { between, chance, pick } from '../../demo/random.ts';
import type { Random } from '../../shared/domain/time.ts';
import { later } from './shop.ts';
import { amountOf, copyOf, rowsOf, textOf, type Row, type Tables } from './tables.ts';

/** Changes the tables; @returns what was done, or undefined: nothing could be */
export type Mutation = (tables: Tables, random: Random) => string | undefined;

const MONEY: readonly (readonly [file: string, column: string, decimals: 2 | 5])[] = [
  ['datapayment.csv', 'BASISWAEH_BETRAG', 2],
  ['lines_vat.csv', 'POS_BRUTTO', 5],
  ['transactions.csv', 'UMS_BRUTTO', 2],
  ['payment.csv', 'Z_ZAHLART_BETRAG', 2],
  ['businesscases.csv', 'Z_UMS_BRUTTO', 5],
  ['cashpointclosing.csv', 'Z_SE_ZAHLUNGEN', 2],
  ['cashpointclosing.csv', 'Z_SE_BARZAHLUNGEN', 2],
  ['transactions_vat.csv', 'BON_BRUTTO', 5],
];
const NET: readonly (typeof MONEY)[0][] = [
  ['lines_vat.csv', 'POS_NETTO', 5],
  ['lines_vat.csv', 'POS_UST', 5],
  ['transactions_vat.csv', 'BON_NETTO', 5],
  ['transactions_vat.csv', 'BON_UST', 5],
];
const RECEIPT_TABLES = [
  'datapayment',
  'lines',
  'lines_vat',
  'transactions',
  'transactions_vat',
  'references',
];
/** Instants that tills tell when they do not know better (field lessons). */
const NO_TIMES = ['1970-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '2036-02-07T06:28:16', ''];

function any<T>(random: Random, from: readonly T[]): T | undefined {
  return from[Math.floor(random() * from.length)];
}

function rowOf(tables: Tables, random: Random, file: string): Row | undefined {
  return any(random, rowsOf(tables, file));
}

/** Of a closing: its rows in every file. */
function closingRows(tables: Tables, { Z_KASSE_ID: desk, Z_NR: number }: Row): Row[] {
  return [...tables.values()].flatMap(({ rows }) =>
    rows.filter((row) => row['Z_KASSE_ID'] === desk && row['Z_NR'] === number),
  );
}

function remove(tables: Tables, test: (row: Row) => boolean, files?: readonly string[]): void {
  for (const [name, { rows }] of tables) {
    if (files && !files.includes(name)) continue;
    const kept = rows.filter((row) => !test(row));
    rows.splice(0, rows.length, ...kept);
  }
}

const isOf =
  (closing: Row) =>
  (row: Row): boolean =>
    row['Z_KASSE_ID'] === closing['Z_KASSE_ID'] && row['Z_NR'] === closing['Z_NR'];
const isOfReceipt =
  (receipt: Row) =>
  (row: Row): boolean =>
    isOf(receipt)(row) && row['BON_ID'] === receipt['BON_ID'];

/** The sums of a closing as its till makes them, of all receipts but those that it lifted. */
function prove(
  tables: Tables,
  closing: Row,
  isCounted: (receipt: Row) => boolean = () => true,
): void {
  const mine = isOf(closing);
  const counted = new Set(
    rowsOf(tables, 'transactions.csv')
      .filter((row) => mine(row) && row['BON_TYP'] === 'Beleg' && isCounted(row))
      .map((row) => row['BON_ID']),
  );
  const ofCounted = (file: string) =>
    rowsOf(tables, file).filter((row) => mine(row) && counted.has(row['BON_ID']));
  const key = {
    Z_KASSE_ID: closing['Z_KASSE_ID'],
    Z_ERSTELLUNG: closing['Z_ERSTELLUNG'],
    Z_NR: closing['Z_NR'],
  };
  const sums = new Map<string, { row: Row; units: number }>();
  const add = (file: string, facts: Record<string, string | undefined>, units: number): void => {
    const row = { ...key, ...facts } as Row;
    const name = JSON.stringify([file, facts]);
    const known = sums.get(name);
    if (known) known.units += units;
    else sums.set(name, { row, units });
  };
  let all = 0;
  let cash = 0;
  for (const { ZAHLART_TYP, ZAHLART_NAME, BASISWAEH_BETRAG } of ofCounted('datapayment.csv')) {
    const units = amountOf(BASISWAEH_BETRAG);
    all += units;
    if (ZAHLART_TYP === 'Bar') cash += units;
    add('payment.csv', { ZAHLART_TYP, ZAHLART_NAME }, units);
  }
  const lines = ofCounted('lines.csv').filter(({ P_STORNO: voided }) => voided !== '1');
  for (const line of lines) {
    for (const vat of ofCounted('lines_vat.csv').filter(
      (row) => row['BON_ID'] === line['BON_ID'] && row['POS_ZEILE'] === line['POS_ZEILE'],
    )) {
      const { GV_TYP, GV_NAME } = line;
      const facts = { GV_TYP, GV_NAME, AGENTUR_ID: '0', UST_SCHLUESSEL: vat['UST_SCHLUESSEL'] };
      add('businesscases.csv', facts, amountOf(vat['POS_BRUTTO']));
    }
  }
  remove(tables, mine, ['payment.csv', 'businesscases.csv']);
  for (const [name, { row, units }] of sums) {
    const [file = ''] = JSON.parse(name) as string[];
    if (file === 'payment.csv') row['Z_ZAHLART_BETRAG'] = textOf(units, 2);
    else row['Z_UMS_BRUTTO'] = textOf(units, 5);
    rowsOf(tables, file).push(row);
  }
  for (const row of rowsOf(tables, 'cashpointclosing.csv').filter(mine)) {
    row['Z_SE_ZAHLUNGEN'] = textOf(all, 2);
    row['Z_SE_BARZAHLUNGEN'] = textOf(cash, 2);
  }
}

/** Of a receipt: its total, payments and lines times -1, or another amount; it stays right in itself. */
function scale(tables: Tables, receipt: Row, change: (units: number) => number): void {
  const mine = isOfReceipt(receipt);
  for (const [file, column, decimals] of [...MONEY, ...NET]) {
    if (!RECEIPT_TABLES.includes(file.slice(0, -4))) continue;
    for (const row of rowsOf(tables, file).filter(mine)) {
      row[column] = textOf(change(amountOf(row[column])), decimals);
    }
  }
}

/** An order with one line and one way of paying, so that another amount is easily right. */
function simpleSale(tables: Tables, random: Random): Row | undefined {
  return any(
    random,
    rowsOf(tables, 'transactions.csv').filter(
      (row) =>
        row['BON_TYP'] === 'Beleg' &&
        rowsOf(tables, 'lines.csv').filter(isOfReceipt(row)).length === 1 &&
        rowsOf(tables, 'datapayment.csv').filter(isOfReceipt(row)).length === 1 &&
        rowsOf(tables, 'references.csv').filter(isOfReceipt(row)).length === 0,
    ),
  );
}

function copyReceipt(tables: Tables, receipt: Row, change: Row): void {
  for (const name of RECEIPT_TABLES) {
    const rows = rowsOf(tables, `${name}.csv`);
    rows.push(...rows.filter(isOfReceipt(receipt)).map((row) => ({ ...row, ...change })));
  }
}

function moneyCell(tables: Tables, random: Random) {
  const [file, column, decimals] = pick(
    random,
    MONEY as [(typeof MONEY)[0], ...(typeof MONEY)[0][]],
  );
  const row = rowOf(tables, random, file);
  return row && { file, column, decimals, row, units: amountOf(row[column]) };
}

/** Of one delivery. */
export const IN_A_DELIVERY: Readonly<Record<string, Mutation>> = {
  'a sign flipped': (tables, random) => {
    const cell = moneyCell(tables, random);
    if (!cell || cell.units === 0) return undefined;
    cell.row[cell.column] = textOf(-cell.units, cell.decimals);
    return `${cell.file} ${cell.column} ${cell.units}`;
  },
  'a cent more': (tables, random) => {
    const cell = moneyCell(tables, random);
    if (!cell) return undefined;
    cell.row[cell.column] = textOf(cell.units + 1_000, cell.decimals);
    return `${cell.file} ${cell.column} ${cell.units}`;
  },
  'a sum left out': (tables, random) => {
    const cell = moneyCell(tables, random);
    if (!cell) return undefined;
    cell.row[cell.column] = '';
    return `${cell.file} ${cell.column}`;
  },
  'a row dropped': (tables, random) => {
    const [name, table] = any(random, [...tables]) ?? [];
    if (!table || table.rows.length === 0) return undefined;
    const at = Math.floor(random() * table.rows.length);
    table.rows.splice(at, 1);
    return `${name}:${at + 2}`;
  },
  'a row twice': (tables, random) => {
    const [name, table] = any(random, [...tables]) ?? [];
    const row = table && any(random, table.rows);
    if (!row) return undefined;
    table.rows.push({ ...row });
    return name;
  },
  'a file dropped': (tables, random) => {
    const name = any(random, [...tables.keys()]) ?? '';
    tables.delete(name);
    return name;
  },
  'a receipt dropped': (tables, random) => {
    const receipt = rowOf(tables, random, 'transactions.csv');
    if (!receipt) return undefined;
    remove(tables, isOfReceipt(receipt));
    return `${receipt['Z_NR']} ${receipt['BON_ID']}`;
  },
  'a whole receipt turned': (tables, random) => {
    const receipt = simpleSale(tables, random);
    if (!receipt) return undefined;
    scale(tables, receipt, (units) => -units);
    prove(tables, receipt);
    return `${receipt['Z_NR']} ${receipt['BON_ID']}`;
  },
  'times shifted': (tables, random) => {
    const closing = rowOf(tables, random, 'cashpointclosing.csv');
    if (!closing) return undefined;
    const hours = pick(random, [-9, -2, 1, 3, 6]);
    for (const row of rowsOf(tables, 'transactions.csv').filter(isOf(closing))) {
      for (const column of ['BON_START', 'BON_ENDE']) {
        row[column] = later(row[column] ?? '', hours * 3_600);
      }
    }
    return `${closing['Z_NR']} ${hours} h`;
  },
  'a time that is none': (tables, random) => {
    const receipt = rowOf(tables, random, 'transactions.csv');
    if (!receipt) return undefined;
    const time = any(random, NO_TIMES) ?? '';
    receipt['BON_START'] = time;
    receipt['BON_ENDE'] = time;
    return `${receipt['Z_NR']} ${receipt['BON_ID']} ${time}`;
  },
  'day and month swapped': (tables, random) => {
    const receipt = rowOf(tables, random, 'transactions.csv');
    if (!receipt) return undefined;
    const swap = (time = '') => time.replace(/^(\d{4})-(\d\d)-(\d\d)/, '$1-$3-$2');
    receipt['BON_START'] = swap(receipt['BON_START']);
    receipt['BON_ENDE'] = swap(receipt['BON_ENDE']);
    return `${receipt['Z_NR']} ${receipt['BON_ID']}`;
  },
  'no booking day': (tables) => {
    for (const row of rowsOf(tables, 'cashpointclosing.csv')) row['Z_BUCHUNGSTAG'] = '';
    return '';
  },
  'the booking day as a moment': (tables, random) => {
    const closing = rowOf(tables, random, 'cashpointclosing.csv');
    if (!closing) return undefined;
    // Midnight in the store, in the evening before in UTC.
    const noon = Date.parse(`${closing['Z_BUCHUNGSTAG']}T12:00:00Z`);
    if (Number.isNaN(noon)) return undefined;
    closing['Z_BUCHUNGSTAG'] = new Date(noon - 13 * 3_600_000 + 1_000).toISOString();
    return `${closing['Z_NR']} ${closing['Z_BUCHUNGSTAG']}`;
  },
  'a closing missing': (tables, random) => {
    const closing = rowOf(tables, random, 'cashpointclosing.csv');
    if (!closing || rowsOf(tables, 'cashpointclosing.csv').length < 2) return undefined;
    remove(tables, isOf(closing));
    return `${closing['Z_KASSE_ID']} ${closing['Z_NR']}`;
  },
  'a closing twice': (tables, random) => {
    const closing = rowOf(tables, random, 'cashpointclosing.csv');
    if (!closing) return undefined;
    for (const { rows } of tables.values()) {
      rows.push(...rows.filter(isOf(closing)).map((row) => ({ ...row })));
    }
    return `${closing['Z_KASSE_ID']} ${closing['Z_NR']}`;
  },
  'closings renumbered': (tables, random) => renumber(tables, random),
  'a till renamed': (tables, random) => rename(tables, random),
  'receipt ids from 1 each day': (tables) => restartIds(tables),
  'a storno flag, still counted': (tables, random) => {
    const receipt = simpleSale(tables, random);
    if (!receipt) return undefined;
    receipt['BON_STORNO'] = '1';
    return `${receipt['Z_NR']} ${receipt['BON_ID']}`;
  },
  'a storno flag, not counted': (tables, random) => {
    const receipt = simpleSale(tables, random);
    if (!receipt) return undefined;
    receipt['BON_STORNO'] = '1';
    prove(tables, receipt, (row) => row['BON_ID'] !== receipt['BON_ID']);
    return `${receipt['Z_NR']} ${receipt['BON_ID']}`;
  },
  'no VAT row for a cash move': (tables, random) => {
    const moves = rowsOf(tables, 'lines.csv').filter(({ GV_TYP: type }) => type === 'Geldtransit');
    const line = any(random, moves);
    if (!line) return undefined;
    remove(tables, isOfReceipt(line), ['lines_vat.csv', 'transactions_vat.csv']);
    return `${line['Z_NR']} ${line['BON_ID']}`;
  },
  'a receipt that is called a training': (tables, random) => {
    const receipt = rowOf(tables, random, 'transactions.csv');
    if (!receipt) return undefined;
    receipt['BON_TYP'] = any(random, ['AVTraining', 'AVBelegabbruch', 'Bon']) ?? '';
    return `${receipt['Z_NR']} ${receipt['BON_ID']} ${receipt['BON_TYP']}`;
  },
  'a way of paying that there is not': (tables, random) => {
    const payment = rowOf(tables, random, 'datapayment.csv');
    if (!payment) return undefined;
    payment['ZAHLART_TYP'] = any(random, ['Bitcoin', 'Unbar', 'Bar', '']) ?? '';
    return `${payment['Z_NR']} ${payment['BON_ID']} ${payment['ZAHLART_TYP']}`;
  },
  'a business case that there is not': (tables, random) => {
    const line = rowOf(tables, random, 'lines.csv');
    if (!line) return undefined;
    line['GV_TYP'] = any(random, ['Verkauf', 'Umsatz', 'Geldtransit', '']) ?? '';
    return `${line['Z_NR']} ${line['BON_ID']} ${line['GV_TYP']}`;
  },
  'rows in another order': (tables, random) => {
    for (const { rows } of tables.values()) rows.sort(() => random() - 0.5);
    return '';
  },
};

function renumber(tables: Tables, random: Random): string | undefined {
  const till = rowOf(tables, random, 'cashpointclosing.csv');
  if (!till) return undefined;
  const desk = till['Z_KASSE_ID'];
  const numbers = rowsOf(tables, 'cashpointclosing.csv')
    .filter((row) => row['Z_KASSE_ID'] === desk)
    .map((row) => Number(row['Z_NR']));
  // On from where it was, as if it had been another number all along, or from 1 within the export.
  const by = chance(random, 0.5) ? between(random, 1, 3) : 1 - Math.min(...numbers);
  if (by === 0) return undefined;
  for (const { rows } of tables.values()) {
    for (const row of rows) {
      if (row['Z_KASSE_ID'] === desk) row['Z_NR'] = String(Number(row['Z_NR']) + by);
      if (row['REF_Z_KASSE_ID'] === desk) row['REF_Z_NR'] = String(Number(row['REF_Z_NR']) + by);
    }
  }
  return `${desk} by ${by}`;
}

function rename(tables: Tables, random: Random): string | undefined {
  const till = rowOf(tables, random, 'cashpointclosing.csv')?.['Z_KASSE_ID'];
  if (till === undefined) return undefined;
  const name = `${till}-neu`;
  for (const { rows } of tables.values()) {
    for (const row of rows) {
      if (row['Z_KASSE_ID'] === till) row['Z_KASSE_ID'] = name;
      if (row['REF_Z_KASSE_ID'] === till) row['REF_Z_KASSE_ID'] = name;
    }
  }
  return `${till} is ${name}`;
}

function restartIds(tables: Tables): string {
  const ids = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const row of rowsOf(tables, 'transactions.csv')) {
    const closing = `${row['Z_KASSE_ID']}|${row['Z_NR']}`;
    const count = (counts.get(closing) ?? 0) + 1;
    counts.set(closing, count);
    ids.set(`${closing}|${row['BON_ID']}`, String(count));
  }
  for (const { rows } of tables.values()) {
    for (const row of rows) {
      const of = (id: string | undefined) => ids.get(`${row['Z_KASSE_ID']}|${row['Z_NR']}|${id}`);
      for (const column of ['BON_ID', 'Z_START_ID', 'Z_ENDE_ID']) {
        if (row[column]) row[column] = of(row[column]) ?? row[column];
      }
      const reference = `${row['REF_Z_KASSE_ID']}|${row['REF_Z_NR']}|${row['REF_BON_ID']}`;
      if (row['REF_BON_ID']) row['REF_BON_ID'] = ids.get(reference) ?? row['REF_BON_ID'];
    }
  }
  return '';
}

/** What an export of the same days is like that comes later. */
export const IN_A_LATER_DELIVERY: Readonly<Record<string, Mutation>> = {
  'the same again': () => '',
  'only some of it again': (tables, random) => {
    for (const closing of [...rowsOf(tables, 'cashpointclosing.csv')]) {
      if (chance(random, 0.5)) remove(tables, isOf(closing));
    }
    return '';
  },
  'closings renumbered': (tables, random) => renumber(tables, random),
  'a till renamed': (tables, random) => rename(tables, random),
  'one receipt more': (tables, random) => {
    const receipt = simpleSale(tables, random);
    if (!receipt) return undefined;
    const time = later(receipt['BON_ENDE'] ?? '', 97);
    const change: Row = { BON_ID: `${receipt['BON_ID']}-N`, BON_START: time, BON_ENDE: time };
    copyReceipt(tables, receipt, change);
    scale(tables, { ...receipt, ...change }, (units) => units + Math.sign(units) * 77_000);
    prove(tables, receipt);
    return `${receipt['Z_NR']} ${receipt['BON_ID']}`;
  },
  'one receipt less': (tables, random) => {
    const receipt = simpleSale(tables, random);
    if (!receipt) return undefined;
    remove(tables, isOfReceipt(receipt));
    prove(tables, receipt);
    return `${receipt['Z_NR']} ${receipt['BON_ID']}`;
  },
  'another amount': (tables, random) => {
    const receipt = simpleSale(tables, random);
    if (!receipt) return undefined;
    scale(tables, receipt, (units) => units + Math.sign(units) * 5_000);
    prove(tables, receipt);
    return `${receipt['Z_NR']} ${receipt['BON_ID']}`;
  },
  'cancelled and made again': (tables, random) => {
    const receipt = simpleSale(tables, random);
    if (!receipt) return undefined;
    const closing = isOf(receipt);
    const numbers = rowsOf(tables, 'cashpointclosing.csv')
      .filter((row) => row['Z_KASSE_ID'] === receipt['Z_KASSE_ID'])
      .map((row) => Number(row['Z_NR']));
    const next = String(Math.max(...numbers) + 1);
    const correction = { ...receipt };
    for (const row of closingRows(tables, receipt)) {
      if (row === receipt) continue;
      row['Z_ERSTELLUNG'] = later(row['Z_ERSTELLUNG'] ?? '', 1_800);
      row['Z_NR'] = next;
    }
    Object.assign(receipt, {
      Z_ERSTELLUNG: later(receipt['Z_ERSTELLUNG'] ?? '', 1_800),
      Z_NR: next,
    });
    if (closing(receipt)) return undefined;
    scale(tables, receipt, (units) => units + Math.sign(units) * 5_000);
    // The till writes another time for what it corrected.
    const time = later(receipt['BON_ENDE'] ?? '', 3_600);
    Object.assign(receipt, { BON_START: time, BON_ENDE: time });
    prove(tables, receipt);
    return `${correction['Z_NR']} is ${next}`;
  },
  'ids from 1': (tables) => restartIds(tables),
  'another moment of closing': (tables, random) => {
    const closing = rowOf(tables, random, 'cashpointclosing.csv');
    if (!closing) return undefined;
    for (const row of closingRows(tables, closing)) {
      row['Z_ERSTELLUNG'] = later(row['Z_ERSTELLUNG'] ?? '', 600);
    }
    return `${closing['Z_NR']}`;
  },
};

/** Applies some of them. @returns what was done */
export function mutate(
  tables: Tables,
  from: Readonly<Record<string, Mutation>>,
  count: number,
  random: Random,
): { readonly tables: Tables; readonly done: string[] } {
  const mutated = copyOf(tables);
  const done: string[] = [];
  const names = Object.keys(from);
  for (let tries = 0; done.length < count && tries < 10; tries++) {
    const name = any(random, names) ?? '';
    const what = from[name]?.(mutated, random);
    if (what !== undefined) done.push(what === '' ? name : `${name}: ${what}`);
  }
  return { tables: mutated, done };
}
