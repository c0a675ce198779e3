/** What goes wrong at a till or with a person, each with the way out. */
import type { Closing, Receipt as ExportReceipt } from '../core/ingest/export-builder.ts';
import type { Fault } from './fault.ts';
import { SHAPES, type Receipt } from './receipts.ts';
import { insert, type Scene } from './scene.ts';
import { exportReceipts, linesOf, STORE, type TillDay } from './tills.ts';

const byDesk = (days: readonly TillDay[], payDesk: string, currency = 'EUR'): TillDay => {
  const found = days.find(({ till }) => till.payDesk === payDesk && till.currency === currency);
  if (!found) throw new Error(`${payDesk} did not close.`);
  return found;
};
const francs = (days: readonly TillDay[]) => byDesk(days, 'K2', 'CHF');
const sale = (cents: number): Receipt => (SHAPES['cash sale'] as (typeof SHAPES)[string])(cents, 1);
type Line = Readonly<Record<string, unknown>>;

/** The closing event says something else than what happened; said again, a person takes it. */
function misclosed(
  what: string,
  codes: readonly string[],
  cents: number,
  change: (said: Line) => Line,
): Fault {
  return {
    ...{ what, codes, cents },
    async plant(scene) {
      const days = await scene.nextDay({
        lines: { K3: (lines) => [...lines.slice(0, -1), change(lines.at(-1) ?? {})] },
      });
      const closing = byDesk(days, 'K3');
      return { closing, mend: () => scene.closesAgain(closing) };
    },
  };
}

/** Numbers of K1's receipts are other ones than they should be; a person says why. */
function misnumbered(
  what: string,
  codes: readonly string[],
  kind: 'receipt' | 'repeat',
  change: (receipts: readonly ExportReceipt[], scene: Scene) => ExportReceipt[],
): Fault {
  return {
    ...{ what, codes, cents: 0 },
    async plant(scene) {
      const days = await scene.nextDay({
        exports: { K1: (receipts, closing) => [change(receipts, scene), closing] },
      });
      const closing = byDesk(days, 'K1');
      return { closing, mend: () => scene.explain(closing, kind) };
    },
  };
}

const shifted = (receipts: readonly ExportReceipt[], from: number, by: number): ExportReceipt[] =>
  receipts.map((one, index) => (index < from ? one : { ...one, nr: (one.nr ?? 0) + by }));

/** A sale that is paid one way, and nothing else. */
const isSale = ({ lines, payments, type = 'Beleg' }: ExportReceipt): boolean =>
  type === 'Beleg' &&
  lines.length === 1 &&
  lines[0]?.type === 'Umsatz' &&
  payments.length === 1 &&
  payments[0]?.type !== 'Keine';

const hasSale = (day: TillDay): boolean => exportReceipts(day).some(isSale);

function moneyReceipt(receipts: readonly ExportReceipt[]): ExportReceipt {
  const found = receipts.find(isSale);
  if (!found) throw new Error('Nothing was sold.');
  return found;
}

export const TILL_FAULTS: readonly Fault[] = [
  {
    what: 'a receipt that the till deleted, with its Z adjusted, in an export made again',
    codes: ['question-open'],
    cents: 0,
    async plant(scene) {
      const closing = scene.closing('K1', hasSale);
      await scene.deliverExport(closing, (receipts, said) => {
        const gone = moneyReceipt(receipts);
        return [receipts.filter((one) => one !== gone), said];
      });
      return { closing, mend: () => scene.decide('keep') };
    },
  },
  {
    what: 'an export that says another amount of a receipt',
    codes: ['question-open'],
    cents: 0,
    async plant(scene) {
      const closing = scene.closing('K2', hasSale);
      await scene.deliverExport(closing, (receipts, said) => {
        const dear = moneyReceipt(receipts);
        const more = (cents: number) => cents + 1;
        const other = {
          ...dear,
          lines: dear.lines.map((line) => ({ ...line, cents: more(line.cents) })),
          payments: dear.payments.map((paid) => ({ ...paid, cents: more(paid.cents) })),
        };
        return [receipts.map((one) => (one === dear ? other : one)), said];
      });
      return { closing, mend: () => scene.decide('keep') };
    },
  },
  {
    what: 'a late receipt',
    codes: ['cash-counted', 'jobs-differ'],
    cents: 100,
    async plant(scene) {
      const closing = scene.closing('K3');
      const [line = {}] = linesOf(closing);
      const late = { type: 'cash-out', amountCents: -100, reason: 'Geldtransit', text: 'Bank' };
      const { businessDay, occurredAt, closing: number, currency } = line;
      const missing = (more: Line) => ({
        ...{ version: 1, id: 'late', store: STORE, payDesk: 'K3', currency },
        ...{ businessDay, occurredAt, closing: number, ...more },
      });
      await scene.deliverLines([missing(late)]);
      // The move that it belongs to was not delivered yet.
      const other = { ...late, type: 'cash-in', amountCents: 100 };
      return { closing, mend: () => scene.deliverLines([{ ...missing(other), id: 'later' }]) };
    },
  },
  {
    what: 'a closing that is said again, and otherwise',
    codes: ['question-open'],
    cents: 0,
    async plant(scene) {
      const closing = scene.closing('K3');
      const said = linesOf(closing).at(-1) ?? {};
      await scene.deliverLines([{ ...said, countedCashCents: 1 }]);
      return { closing, mend: () => scene.decide('keep') };
    },
  },
  {
    what: 'sums that disagree',
    codes: ['closing-blocked'],
    cents: null,
    async plant(scene) {
      const days = await scene.nextDay({
        exports: { K1: (receipts, said) => [receipts, wrong(said)] },
      });
      const closing = byDesk(days, 'K1');
      return { closing, mend: () => scene.deliverExport(closing) };
    },
  },
  {
    what: 'a closing that was released although its sums disagree',
    codes: ['jobs-differ', 'till-differs'],
    cents: 1_000,
    async plant(scene) {
      const days = await scene.nextDay({
        exports: { K1: (receipts, said) => [receipts, wrong(said)] },
      });
      await scene.decide('release');
      const closing = byDesk(days, 'K1');
      return { closing, mend: () => scene.deliverExport(closing) };
    },
  },
  misnumbered('a hole in its bill numbers', ['gap-receipt'], 'receipt', (receipts) =>
    shifted(receipts, 3, 1),
  ),
  misnumbered('a hole between it and the closing before', ['gap-receipt'], 'receipt', (receipts) =>
    shifted(receipts, 0, 2),
  ),
  misnumbered('a bill number that stands twice', ['number-repeated'], 'repeat', (receipts) =>
    shifted(receipts, 3, -1),
  ),
  {
    what: 'a bill number of another year',
    codes: ['number-year'],
    cents: 0,
    async plant(scene) {
      const days = await scene.nextDay({
        live(today) {
          const closing = byDesk(today, 'K3');
          const happening = { receipt: sale(1_500), nr: 7, bill: '3-2012/11/0000000007' };
          insert(scene.till('K3'), closing, happening);
        },
      });
      const closing = byDesk(days, 'K3');
      return { closing, mend: () => scene.explain(closing, 'year') };
    },
  },
  {
    what: 'a Z that is missing before it',
    codes: ['gap-closing'],
    cents: 0,
    async plant(scene) {
      scene.till('K1').closing += 1;
      const days = await scene.nextDay();
      const closing = byDesk(days, 'K1');
      return { closing, mend: () => scene.explain(closing, 'closing') };
    },
  },
  {
    what: 'a Z that comes after the one behind it',
    codes: ['cash-unknown', 'gap-closing'],
    async plant(scene) {
      const [held] = [await scene.nextDay({ silent: ['K2'] })];
      const days = await scene.nextDay();
      return { closing: francs(days), mend: () => scene.deliverExport(francs(held)) };
    },
  },
  misclosed('more receipts counted than arrived', ['receipts-count'], 0, (said) => ({
    ...said,
    receipts: (said['receipts'] as number) + 2,
  })),
  misclosed('another amount counted than calculated', ['cash-counted'], 0, (said) => ({
    ...said,
    countedCashCents: (said['countedCashCents'] as number) - 200,
  })),
  misclosed(
    'a till that says a euro more than its receipts make',
    ['jobs-differ'],
    100,
    (said) => ({
      ...said,
      payments: (said['payments'] as { method: string; amountCents: number }[]).map((paid) =>
        paid.method === 'cash' ? { ...paid, amountCents: paid.amountCents + 100 } : paid,
      ),
    }),
  ),
  {
    what: 'a drawer that opens with more than the closing before left',
    codes: ['cash-broken', 'question-open'],
    cents: 0,
    async plant(scene) {
      scene.till('K1').drawer += 500_000;
      const days = await scene.nextDay();
      return { closing: byDesk(days, 'K1'), mend: () => scene.decide('explain') };
    },
  },
  {
    what: 'a drawer below zero',
    codes: ['cash-below-zero'],
    cents: 0,
    async plant(scene) {
      const till = scene.newDesk('K5', { tellsOpening: false, drawer: 0 });
      scene.enterOpening(till, 0);
      const days = await scene.nextDay({
        live(today) {
          const closing = byDesk(today, 'K5');
          const wages = (SHAPES['wages'] as (typeof SHAPES)[string])(1, 90_000);
          insert(till, closing, { receipt: wages, nr: 99, bill: 'K5-1-W' });
          renumber(closing);
        },
      });
      return { closing: byDesk(days, 'K5'), mend: () => scene.enterOpening(till, 100_000) };
    },
  },
  {
    what: 'a drawer of which nobody knows what lay in it',
    codes: ['cash-unknown'],
    cents: 0,
    async plant(scene) {
      const till = scene.newDesk('K5', { tellsOpening: false });
      const days = await scene.nextDay();
      return { closing: byDesk(days, 'K5'), mend: () => scene.enterOpening(till, 20_000) };
    },
  },
  {
    what: 'a range that two desks share, while the other one has not delivered',
    codes: ['gap-receipt'],
    cents: 0,
    async plant(scene) {
      scene.newDesk('K5');
      scene.newDesk('K6');
      const days = await scene.nextDay({
        silent: ['K6'],
        live(today) {
          const [own, other] = [byDesk(today, 'K5'), byDesk(today, 'K6')];
          share(own, other);
        },
      });
      return { closing: byDesk(days, 'K5'), mend: () => scene.deliverExport(byDesk(days, 'K6')) };
    },
  },
  {
    what: 'a job on hold',
    codes: ['jobs-on-hold'],
    cents: 'job',
    async plant(scene) {
      const { world } = scene;
      const days = await scene.nextDay({ before: () => void (world.rs.offline = true) });
      const closing = byDesk(days, 'K1');
      const which = `pay_desk = 'K1' AND closing = ? AND state NOT IN ('sending', 'unclear')`;
      const { id } = world.job(which, closing.number);
      await scene.bulk('hold', id);
      world.rs.offline = false;
      return { closing, job: id, mend: () => scene.bulk('release', id) };
    },
  },
  {
    what: 'a payout that has no account',
    codes: ['jobs-attention'],
    cents: 3_500,
    async plant(scene) {
      const { world } = scene;
      const payout: Receipt = {
        lines: [{ type: 'Auszahlung', cents: -3_500, vat: '5', text: 'Fensterputzer' }],
        payments: [{ type: 'Bar', cents: -3_500 }],
        inbox: { type: 'cash-out', cents: -3_500, reason: 'Auszahlung', text: 'Fensterputzer' },
        postings: [],
      };
      const days = await scene.nextDay({
        live(today) {
          const closing = byDesk(today, 'K1');
          insert(scene.till('K1'), closing, { receipt: payout, nr: 0, bill: 'K1-P' });
          renumber(closing);
        },
      });
      const row = { type: 'contra-cash-out', businessCase: 'Auszahlung', currency: 'EUR' } as const;
      const change = { ...row, businessName: 'Fensterputzer', account: '4250' };
      return {
        closing: byDesk(days, 'K1'),
        mend: async () =>
          void (await world.until(
            world.backend.handlers['accounts.save']({ changes: [change], version: null }),
          )),
      };
    },
  },
  {
    what: 'an order without an invoice',
    codes: ['jobs-open'],
    cents: 'job',
    waits: true,
    async plant(scene) {
      const { world } = scene;
      const days = await scene.nextDay({
        live(today) {
          const closing = byDesk(today, 'K1');
          const { invoiceCents: _none, ...unbilled } = sale(2_000);
          insert(scene.till('K1'), closing, { receipt: unbilled, nr: 0, bill: 'K1-U' });
          renumber(closing);
          const availableAt = world.time.now + 1_000 * 86_400_000;
          world.rs.ledger.addInvoice({ posBillNumber: 'K1-U', brutto: 20, availableAt });
        },
      });
      const closing = byDesk(days, 'K1');
      await world.time.advance(3_600_000);
      const { id } = world.job(`state = 'waiting-invoice'`);
      const sql = `UPDATE invoices SET availableAt = ? WHERE posBillNumber = 'K1-U'`;
      return { closing, job: id, mend: () => scene.inBooks(sql, world.time.now) };
    },
  },
  {
    what: 'a day that is still running',
    codes: ['day-running'],
    reads: 'day',
    async plant(scene) {
      scene.newDesk('K7', { kind: 'lines' });
      let said: Line = {};
      const days = await scene.nextDay({
        lines: {
          K7(lines) {
            said = lines.at(-1) ?? {};
            return lines.slice(0, -1).map(({ closing: _number, ...line }) => line);
          },
        },
      });
      return { closing: byDesk(days, 'K7'), mend: () => scene.deliverLines([said]) };
    },
  },
];

function wrong(closing: Closing): Closing {
  return {
    ...closing,
    edit: {
      'payment.csv': (text: string) =>
        text.replace(/;Bar;;(-?)(\d+),/, (_all, sign: string, whole: string) => {
          const cents = Number(`${sign}${whole}`);
          return `;Bar;;${cents + 10},`;
        }),
    },
  };
}

/** Numbers follow one another again, from the first on. */
function renumber(day: TillDay): void {
  const list = day.happenings;
  const first = Math.min(...list.map(({ nr }) => nr).filter((nr) => nr > 0 && nr !== 99));
  list.forEach((one, index) => {
    one.nr = first + index;
  });
}

/** Both give numbers of one range in turn. */
function share(own: TillDay, other: TillDay): void {
  let next = 1;
  own.openingNr = next++;
  other.openingNr = next++;
  const lists = [own, other].map(({ happenings }) => [...happenings]);
  while (lists.some((list) => list.length > 0)) {
    for (const list of lists) {
      const one = list.shift();
      if (one) one.nr = next++;
    }
  }
}
