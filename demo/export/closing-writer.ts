/** Writes the receipts of one Z closing, and at its end the sums that they must agree with. */
import type { TableName } from './tables.ts';
import type { TableWriter } from './table-writer.ts';
import { decimal2, decimal3, decimal5 } from './table-writer.ts';
import { VAT_PERCENT, cashCents, lineCents, totalCents } from './receipt.ts';
import type { Line, Receipt, VatKey } from './receipt.ts';

/** Hundred-thousandths per cent: amounts with five decimals. */
const UNITS = 1000;
const VAT_NAMES: Readonly<Record<VatKey, string>> = {
  1: 'Allgemeiner Steuersatz',
  2: 'Ermäßigter Steuersatz',
  5: 'Nicht steuerbar',
  7: 'Umsatzsteuer nicht ermittelbar',
};

export interface StoreFacts {
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly place: string;
  readonly taxNumber: string;
  readonly vatId: string;
}

export interface ClosingFacts {
  readonly payDesk: string;
  readonly number: number;
  /** `YYYY-MM-DD`. */
  readonly businessDay: string;
  readonly store: StoreFacts;
}

interface Amounts {
  gross: number;
  net: number;
  vat: number;
}

export class ClosingWriter {
  readonly #tables: Readonly<Record<TableName, TableWriter>>;
  readonly #facts: ClosingFacts;
  readonly #key: string;
  readonly #businessCases = new Map<
    string,
    Amounts & { case: string; name: string; key: VatKey }
  >();
  readonly #payments = new Map<string, { type: string; name: string; cents: number }>();
  readonly #foreignCash = new Map<string, number>();
  #firstBill = '';
  #lastBill = '';
  #count = 0;
  #signatures: number;

  /** @param signatures how many the security module of this pay desk has made so far. */
  constructor(
    tables: Readonly<Record<TableName, TableWriter>>,
    facts: ClosingFacts,
    signatures: number,
  ) {
    this.#tables = tables;
    this.#facts = facts;
    this.#key = `${facts.payDesk};${facts.businessDay}T20:30:00;${facts.number};`;
    this.#signatures = signatures;
  }

  get count(): number {
    return this.#count;
  }

  get signatures(): number {
    return this.#signatures;
  }

  /** @param time local, `HH:MM:SS`. */
  add(receipt: Receipt, billNumber: string, time: string): void {
    if (this.#count === 0) this.#firstBill = billNumber;
    this.#lastBill = billNumber;
    this.#count++;
    const key = `${this.#key}${billNumber};`;
    const at = `${this.#facts.businessDay}T${time}`;
    const booked = receipt.type === 'Beleg';
    const total = totalCents(receipt.lines);
    // prettier-ignore
    this.#tables.transactions.row(key, 4, [
      this.#count, receipt.type, receipt.name, '', receipt.cancels ? '1' : '0', at, at, '7', 'M. Albers',
      decimal2(total), '', '', '', '', '', '', '', '', '',
    ]);
    for (const payment of receipt.payments) {
      const code = payment.foreign?.currency ?? 'EUR';
      // prettier-ignore
      this.#tables.datapayment.row(key, 4, [
        payment.type, payment.name, code, decimal2(payment.foreign?.cents ?? payment.cents), decimal2(payment.cents),
      ]);
      if (!booked) continue;
      const sum = entry(this.#payments, `${payment.type}|${payment.name}`, () => ({
        type: payment.type,
        name: payment.name,
        cents: 0,
      }));
      sum.cents += payment.cents;
      if (payment.foreign) {
        const { currency, cents } = payment.foreign;
        this.#foreignCash.set(currency, (this.#foreignCash.get(currency) ?? 0) + cents);
      }
    }
    const byKey = this.#addLines(receipt, key, booked);
    for (const [vatKey, amounts] of byKey) {
      this.#tables.transactions_vat.row(key, 4, [vatKey, ...amountFields(amounts)]);
    }
    if (receipt.cancels) {
      // prettier-ignore
      this.#tables.references.row(key, 4, [
        '', 'Transaktion', '', at, this.#facts.payDesk, receipt.cancels.closing, receipt.cancels.billNumber,
      ]);
    }
    if (booked) this.#sign(receipt, key, at, byKey);
  }

  /**
   * Writes the sums.
   *
   * @param drawerCents cash in the drawer after the closing.
   * @param wrongByCents added to the reported cash; anything but 0 makes a closing that must not be booked.
   */
  close(drawerCents: number, wrongByCents: number): void {
    const { businessDay, store } = this.#facts;
    const rows = this.#tables;
    const key = this.#key;
    let all = wrongByCents;
    let inCash = wrongByCents;
    for (const { type, name, cents } of this.#payments.values()) {
      all += cents;
      if (type === 'Bar') inCash += cents;
      const reported = type === 'Bar' && name === '' ? cents + wrongByCents : cents;
      rows.payment.row(key, 3, [type, name, decimal2(reported)]);
    }
    // prettier-ignore
    rows.cashpointclosing.row(key, 3, [
      businessDay, '2.4', this.#firstBill, this.#lastBill, store.name, store.street, store.postcode, store.place, 'DEU',
      store.taxNumber, store.vatId, decimal2(all), decimal2(inCash),
    ]);
    rows.location.row(key, 3, [
      store.name,
      store.street,
      store.postcode,
      store.place,
      'DEU',
      store.vatId,
    ]);
    rows.cashregister.row(key, 3, [
      'Venduo',
      'Till 4',
      `SN-${this.#facts.payDesk}`,
      'Venduo',
      '4.2',
      'EUR',
      '0',
    ]);
    // prettier-ignore
    rows.tse.row(key, 3, [
      1, `TSE-${this.#facts.payDesk}`, 'ecdsa-plain-SHA256', 'unixTime', 'UTF-8', 'ZGVtbw==', 'ZGVtbw==', '',
    ]);
    for (const [vatKey, percent] of Object.entries(VAT_PERCENT)) {
      rows.vat.row(key, 3, [vatKey, decimal2(percent * 100), VAT_NAMES[Number(vatKey) as VatKey]]);
    }
    for (const sum of this.#businessCases.values()) {
      rows.businesscases.row(key, 3, [sum.case, sum.name, '0', sum.key, ...amountFields(sum)]);
    }
    rows.cash_per_currency.row(key, 3, ['EUR', decimal2(drawerCents)]);
    for (const [currency, cents] of this.#foreignCash) {
      rows.cash_per_currency.row(key, 3, [currency, decimal2(cents)]);
    }
  }

  #addLines(receipt: Receipt, key: string, booked: boolean): Map<VatKey, Amounts> {
    const byKey = new Map<VatKey, Amounts>();
    receipt.lines.forEach((line, index) => {
      const lineKey = `${key}${index + 1};`;
      // prettier-ignore
      this.#tables.lines.row(lineKey, 5, [
        line.voucherNumber ?? '', line.text, '', line.businessCase, line.businessCaseName, '0', line.voided ? '1' : '0',
        '0', articleNumber(line), '', '10', 'Sortiment', decimal3(line.quantity * 1000), '1,000', 'Stück',
        decimal5(line.unitCents * UNITS),
      ]);
      const amounts = amountsOf(line);
      this.#tables.lines_vat.row(lineKey, 5, [line.vat, ...amountFields(amounts)]);
      if (line.voided) return;
      addTo(
        entry(byKey, line.vat, () => ({ gross: 0, net: 0, vat: 0 })),
        amounts,
      );
      if (!booked) return;
      const { businessCase, businessCaseName, vat } = line;
      addTo(
        entry(this.#businessCases, `${businessCase}|${businessCaseName}|${vat}`, () => ({
          case: businessCase,
          name: businessCaseName,
          key: vat,
          gross: 0,
          net: 0,
          vat: 0,
        })),
        amounts,
      );
    });
    return byKey;
  }

  #sign(receipt: Receipt, key: string, at: string, byKey: Map<VatKey, Amounts>): void {
    this.#signatures++;
    const sum = (vatKey: VatKey): string => plain((byKey.get(vatKey)?.gross ?? 0) / UNITS);
    const inCash = cashCents(receipt);
    const other = receipt.payments.reduce((total, { cents }) => total + cents, -inCash);
    const parts = [
      ...(inCash === 0 ? [] : [`${plain(inCash)}:Bar`]),
      ...(other === 0 ? [] : [`${plain(other)}:Unbar`]),
    ];
    const zero = plain((byKey.get(5)?.gross ?? 0) / UNITS + (byKey.get(7)?.gross ?? 0) / UNITS);
    // prettier-ignore
    this.#tables.transactions_tse.row(key, 4, [
      1, this.#signatures, at, at, 'Kassenbeleg-V1', this.#signatures, `c2ln${String(this.#signatures).padStart(84, '0')}`,
      '', `Beleg^${sum(1)}_${sum(2)}_0.00_0.00_${zero}^${parts.join('_')}`,
    ]);
  }
}

function articleNumber(line: Line): string {
  return line.businessCase === 'Umsatz' ? `A-${line.unitCents}` : '';
}

function amountsOf(line: Line): Amounts {
  const gross = lineCents(line) * UNITS;
  const percent = VAT_PERCENT[line.vat];
  const net = Math.sign(gross) * Math.round((Math.abs(gross) * 100) / (100 + percent));
  return { gross, net, vat: gross - net };
}

function addTo(sum: Amounts, further: Amounts): void {
  sum.gross += further.gross;
  sum.net += further.net;
  sum.vat += further.vat;
}

function amountFields({ gross, net, vat }: Amounts): [string, string, string] {
  return [decimal5(gross), decimal5(net), decimal5(vat)];
}

/** Formats an amount like the data of the security module: a point, two decimals. */
function plain(cents: number): string {
  return decimal2(cents).replace(',', '.');
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
