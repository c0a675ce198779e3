/** Makes the receipts of a shop day at random: each kind of event that DSFinV-K describes. */
import type { Random } from '../../shared/domain/time.ts';
import { between, chance, pick } from '../random.ts';
import { NO_PAYMENT, cash, cashMovement, totalCents } from './receipt.ts';
import type { IntendedJob, Line, Payment, Receipt, VatKey } from './receipt.ts';

/** Shares of all receipts (0 to 1) by kind; what remains are cash sales. */
export interface ReceiptShares {
  readonly card: number;
  readonly split: number;
  readonly returns: number;
  /** Sold and redeemed, multi-purpose and single-purpose. */
  readonly vouchers: number;
  /** Sales on account and their later payment. */
  readonly onAccount: number;
  readonly cashIn: number;
  readonly cashOut: number;
  /** Tips paid with a card sale, and tips paid out of the drawer. */
  readonly tips: number;
  /** Receipts that a second one cancels. */
  readonly cancelled: number;
  /** Rows that are no booking: orders, training, aborted receipts. */
  readonly notBooked: number;
  /** Cash sales paid in Swiss francs, with change in euros. */
  readonly foreign: number;
}

export const DEFAULT_SHARES: ReceiptShares = {
  card: 0.42,
  split: 0.04,
  returns: 0.02,
  vouchers: 0.02,
  onAccount: 0.005,
  cashIn: 0.004,
  cashOut: 0.006,
  tips: 0.015,
  cancelled: 0.005,
  notBooked: 0.02,
  foreign: 0.002,
};

const ARTICLES: readonly [Article, ...Article[]] = [
  ['Espressobohnen 1 kg', 2490, 2],
  ['Kaffee "Crema", gemahlen; 500 g', 899, 2],
  ['Holzbrett Eiche', 3490, 1],
  ['Teekanne Glas 1,2 l', 2795, 1],
  ['Rooibos Vanille 100 g', 549, 2],
  ['Tasse Steingut', 1250, 1],
  ['Schokolade 70 %', 329, 2],
  ['Geschenkpapier Bogen', 199, 1],
  ['Honig Linde 500 g', 795, 2],
  ['Filterhalter Größe 4', 1699, 1],
];
type Article = readonly [text: string, cents: number, vat: VatKey];

const CARDS: readonly [Payment, ...Payment[]] = [
  { type: 'ECKarte', name: 'girocard', cents: 0 },
  { type: 'ECKarte', name: 'girocard', cents: 0 },
  { type: 'Kreditkarte', name: 'Visa', cents: 0 },
  { type: 'Kreditkarte', name: 'Mastercard', cents: 0 },
  { type: 'ElZahlungsdienstleister', name: 'PayPal', cents: 0 },
  { type: 'Guthabenkarte', name: 'Kundenkarte', cents: 0 },
  { type: 'Unbar', name: '', cents: 0 },
];
const VOUCHER_CENTS: readonly [number, ...number[]] = [1000, 2500, 5000];

/** A shift of the running voucher numbers, so that they never look like bill numbers. */
const FIRST_VOUCHER = 700_000;

const kinds: readonly (readonly [keyof ReceiptShares, (random: Random) => Receipt])[] = [
  ['card', makeCardSale],
  ['split', splitSale],
  ['returns', returned],
  ['vouchers', voucher],
  ['onAccount', onAccount],
  ['cashIn', cashIn],
  ['cashOut', cashOut],
  ['tips', tip],
  ['cancelled', (random) => sale(articles(random), chance(random, 0.5) ? byCard(random) : 'cash')],
  ['notBooked', notBooked],
  ['foreign', foreignSale],
];

/** Makes a receipt of a random kind. `cancelled`: a counter-receipt has to follow. */
export function makeReceipt(
  random: Random,
  shares: ReceiptShares,
): { readonly receipt: Receipt; readonly cancelled: boolean } {
  let left = random();
  for (const [kind, make] of kinds) {
    left -= shares[kind];
    if (left < 0) return { receipt: make(random), cancelled: kind === 'cancelled' };
  }
  return { receipt: sale(articles(random), 'cash'), cancelled: false };
}

/** A sale that leaves the drawer as it is. */
export function makeCardSale(random: Random): Receipt {
  return sale(articles(random), byCard(random));
}

function articles(random: Random): Line[] {
  const lines: Line[] = [];
  for (let count = between(random, 1, 3); count > 0; count--) {
    const [text, unitCents, vat] = pick(random, ARTICLES);
    lines.push(line('Umsatz', text, unitCents, vat, between(random, 1, 2)));
  }
  if (chance(random, 0.04)) lines.push(line('Pfand', 'Pfand Mehrwegglas', 25, 1, 2));
  if (chance(random, 0.03)) {
    // Small beside the cheapest article: the receipt stays positive.
    lines.push(line('Rabatt', 'Treuerabatt', -between(random, 10, 19), 2));
  }
  if (chance(random, 0.02) && totalCents(lines) > 200) {
    lines.push(line('PfandRueckzahlung', 'Pfand zurück', -25, 1, between(random, 1, 4)));
  }
  if (chance(random, 0.01)) {
    const [text, unitCents, vat] = pick(random, ARTICLES);
    lines.push({ ...line('Umsatz', text, unitCents, vat), voided: true });
  }
  return lines;
}

function line(
  businessCase: string,
  text: string,
  unitCents: number,
  vat: VatKey,
  quantity = 1,
): Line {
  return { businessCase, businessCaseName: '', text, quantity, unitCents, vat };
}

function byCard(random: Random): Payment {
  return pick(random, CARDS);
}

/** The job of one part of an order, by how it is paid. */
function orderJob(payment: Payment): IntendedJob {
  if (payment.type === 'Bar') return { type: 'order-cash', cents: payment.cents };
  if (payment.type === 'Keine') throw new Error('Nothing was paid, so nothing is to be booked.');
  return {
    type: 'order-non-cash',
    cents: payment.cents,
    paymentType: payment.type,
    ...(payment.name !== '' && { paymentName: payment.name }),
  };
}

function order(
  lines: readonly Line[],
  payments: readonly Payment[],
  furtherJobs: readonly IntendedJob[] = [],
): Receipt {
  return {
    type: 'Beleg',
    name: '',
    lines,
    payments: payments.length === 0 ? [NO_PAYMENT] : payments,
    jobs: [...payments.map(orderJob), ...furtherJobs],
  };
}

function sale(lines: readonly Line[], means: Payment | 'cash'): Receipt {
  const total = totalCents(lines);
  return order(lines, [means === 'cash' ? cash(total) : { ...means, cents: total }]);
}

function splitSale(random: Random): Receipt {
  const lines = articles(random);
  const total = totalCents(lines);
  const first = between(random, 1, total - 1);
  const card = byCard(random);
  if (chance(random, 0.2)) {
    const other: Payment =
      card.name === 'Visa'
        ? { type: 'ECKarte', name: 'girocard', cents: first }
        : { type: 'Kreditkarte', name: 'Visa', cents: first };
    return order(lines, [other, { ...card, cents: total - first }]);
  }
  return order(lines, [cash(first), { ...card, cents: total - first }]);
}

function returned(random: Random): Receipt {
  const [text, unitCents, vat] = pick(random, ARTICLES);
  const lines = [line('Umsatz', text, unitCents, vat, -1)];
  return sale(lines, chance(random, 0.6) ? 'cash' : byCard(random));
}

function voucher(random: Random): Receipt {
  const face = pick(random, VOUCHER_CENTS);
  const voucherNumber = `GS-${between(random, FIRST_VOUCHER, FIRST_VOUCHER + 99_999)}`;
  const means = chance(random, 0.5) ? 'cash' : byCard(random);
  switch (between(random, 0, 3)) {
    case 0:
      return sale(
        [{ ...line('MehrzweckgutscheinKauf', 'Gutschein', face, 5), voucherNumber }],
        means,
      );
    case 1:
      return sale(
        [{ ...line('EinzweckgutscheinKauf', 'Gutschein Barista-Kurs', face, 1), voucherNumber }],
        means,
      );
    case 2: {
      const sold = line('Umsatz', 'Barista-Kurs', face, 1);
      const redeemed = line('EinzweckgutscheinEinloesung', 'Gutschein', -face, 1);
      return order([sold, { ...redeemed, voucherNumber }], []);
    }
    default: {
      const lines = articles(random);
      const total = totalCents(lines);
      const used = Math.min(face, total);
      const redeemed = line('MehrzweckgutscheinEinloesung', 'Gutschein', -used, 5);
      const rest = total - used;
      const payment = means === 'cash' ? cash(rest) : { ...means, cents: rest };
      return order([...lines, { ...redeemed, voucherNumber }], rest === 0 ? [] : [payment], [
        { type: 'order-non-cash', cents: used, paymentType: 'voucher' },
      ]);
    }
  }
}

function onAccount(random: Random): Receipt {
  if (chance(random, 0.4)) {
    const cents = between(random, 500, 20_000);
    const paid = line('Forderungsaufloesung', 'Zahlung Rechnung', cents, 7);
    const receipt = sale([paid], chance(random, 0.5) ? 'cash' : byCard(random));
    return { ...receipt, jobs: receipt.jobs.map((job) => ({ ...job, withoutInvoice: true })) };
  }
  const lines = articles(random);
  const total = totalCents(lines);
  const owed = line('Forderungsentstehung', 'Auf Rechnung', -total, 7);
  return order(
    [...lines, owed],
    [],
    [{ type: 'order-non-cash', cents: total, paymentType: 'receivable' }],
  );
}

type Movement = readonly [businessCase: string, text: string];

function cashIn(random: Random): Receipt {
  const cents = between(random, 5, 40) * 500;
  const [businessCase, text] = pick<Movement>(random, [
    ['Geldtransit', 'Wechselgeld vom Tresor'],
    ['Einzahlung', 'Pfandkasse geleert'],
    ['Privateinlage', 'Einlage Inhaber'],
  ]);
  return cashMovement(businessCase, text, cents, 'cash-in');
}

function cashOut(random: Random): Receipt {
  const cents = -between(random, 150, 6000);
  const [businessCase, text] = pick<Movement>(random, [
    ['Auszahlung', 'Porto und Briefmarken'],
    ['Auszahlung', 'Reinigungsmittel'],
    ['Privatentnahme', 'Entnahme Inhaber'],
    ['Lohnzahlung', 'Aushilfe, Vorschuss'],
  ]);
  return cashMovement(businessCase, text, cents, 'cash-out');
}

function tip(random: Random): Receipt {
  const cents = between(random, 1, 8) * 50;
  if (chance(random, 0.4)) return cashMovement('TrinkgeldAN', 'Trinkgeld', -cents, 'cash-out');
  const sold = articles(random);
  const total = totalCents(sold);
  const paid = { ...byCard(random), cents: total + cents };
  const [job] = [{ ...paid, cents: total }].map(orderJob);
  // The tip is the staff's: it belongs to no invoice.
  return {
    ...order([...sold, line('TrinkgeldAN', 'Trinkgeld', cents, 5)], [paid]),
    jobs: job ? [job, { ...job, cents, withoutInvoice: true }] : [],
  };
}

function notBooked(random: Random): Receipt {
  const nothing = { name: '', payments: [NO_PAYMENT], jobs: [] } as const;
  switch (between(random, 0, 2)) {
    case 0:
      return { ...nothing, type: 'AVBestellung', lines: articles(random) };
    case 1: {
      // Training may carry payments for practice; whoever adds them up has lost a cent or more.
      const lines = articles(random);
      return { ...nothing, type: 'AVTraining', lines, payments: [cash(totalCents(lines))] };
    }
    default:
      return { ...nothing, type: 'AVBelegabbruch', lines: [], payments: [] };
  }
}

function foreignSale(random: Random): Receipt {
  const lines = articles(random);
  const total = totalCents(lines);
  const francs = Math.ceil(total / 5000) * 5000;
  const inEuros = Math.round(francs * 1.06);
  const change = total - inEuros;
  return {
    ...order(lines, [cash(total)]),
    payments: [
      { ...cash(inEuros), foreign: { currency: 'CHF', cents: francs } },
      ...(change === 0 ? [] : [cash(change)]),
    ],
  };
}
