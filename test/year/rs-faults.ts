/** What goes wrong in RetailSuite after a closing was sealed, each with the way back. */
import type { PersonInRs } from '../../sandbox/control.ts';
import type { StoredPosting } from '../../sandbox/ledger.ts';
import type { Fault } from './fault.ts';
import type { Scene } from './scene.ts';
import type { TillDay } from './tills.ts';

type Fields = Extract<PersonInRs, { does: 'change' }>['to'];

const MOVES = `type IN ('cash-in', 'cash-out')`;
const ORDERS = `type IN ('order-cash', 'order-non-cash') AND invoice_number IS NOT NULL`;

/** Somebody changes a posting in RetailSuite, and back again. */
function changed(
  what: string,
  at: string,
  to: (posting: StoredPosting) => Fields,
  more: {
    readonly which?: string;
    readonly cents?: Fault['cents'];
    readonly closing?: (scene: Scene) => TillDay;
  } = {},
): Fault {
  return {
    what: `a posting with ${what}`,
    codes: ['jobs-attention', 'rs-different'],
    cents: more.cents ?? 0,
    plant(scene) {
      const closing = more.closing?.(scene) ?? scene.closingWith(at, more.which ?? '1');
      const posting = scene.posting(closing, more.which);
      const { id: job } = scene.job(closing, more.which);
      const act = (fields: Fields) =>
        void scene.person({ does: 'change', posting: posting.id, to: fields });
      const fields = to(posting);
      act(fields);
      const back = Object.fromEntries(
        Object.keys(fields).map((name) => [name, posting[name as keyof StoredPosting]]),
      );
      return { closing, job, mend: () => act(back) };
    },
  };
}

function invoice(
  scene: Scene,
  closing: TillDay,
): { readonly number: string; readonly brutto: number } {
  const { id } = scene.job(closing, ORDERS);
  const row = scene.world.backend.store.db
    .prepare<[number], { bill: string; number: string }>(
      'SELECT bill_number AS bill, invoice_number AS number FROM jobs WHERE id = ?',
    )
    .get(id);
  const found = scene.world.rs.ledger
    .invoicesOf(row?.bill ?? '', scene.world.time.now)
    .find(({ documentNumber }) => documentNumber === row?.number);
  if (!found) throw new Error('no invoice');
  return { number: found.documentNumber, brutto: found.brutto };
}

const lastOfYear = (scene: Scene): TillDay => {
  const found = scene.year.closings.find(
    ({ till, day }) => till.payDesk === 'K2' && day === '2026-12-31',
  );
  if (!found) throw new Error('The year has no end.');
  return found;
};

export const RS_FAULTS: readonly Fault[] = [
  changed('another month', 'K1', ({ wmonat }) => ({ wmonat: (wmonat % 12) + 1 })),
  changed('another day', 'K3', () => ({ datum: '2026-06-03' })),
  changed(
    '100 € more',
    'K1',
    ({ umsatz }) => ({ umsatz: Math.round(umsatz * 100 + 10_000) / 100 }),
    { cents: 10_000 },
  ),
  changed('a cent less', 'K2', ({ umsatz }) => ({ umsatz: Math.round(umsatz * 100 - 1) / 100 }), {
    cents: 1,
  }),
  changed('its accounts the other way round', 'K1', ({ umsatz }) => ({ umsatz: -umsatz }), {
    cents: 'twice',
  }),
  changed('another account', 'K1', () => ({ konto: '1001' })),
  changed('another contra account', 'K3', () => ({ gegkonto: 1361 }), { which: MOVES }),
  changed('another receipt number', 'K2', () => ({ beleg1: 'X-1' })),
  changed('another text', 'K3', () => ({ text: 'privat' })),
  changed('another currency', 'K1', () => ({ currency: 'USD' })),
  changed('the fiscal year of the day before', 'K2', () => ({ wj_id: '12', wmonat: 12 }), {
    which: `business_day = '2027-01-01'`,
    closing: lastOfYear,
  }),
  {
    what: 'a posting that was deleted on purpose',
    codes: ['jobs-attention', 'rs-missing'],
    cents: 'job',
    plant(scene) {
      const closing = scene.closing('K1');
      const { id } = scene.job(closing);
      scene.person({ does: 'delete', posting: scene.posting(closing).id });
      return { closing, job: id, mend: () => scene.bulk('exclude', id) };
    },
  },
  {
    what: 'a posting that lost our mark',
    codes: ['jobs-attention', 'rs-missing'],
    cents: 'job',
    plant(scene) {
      const closing = scene.closing('K2');
      const { id } = scene.job(closing);
      const { id: posting, beleg2 } = scene.posting(closing);
      const mark = (to: string) =>
        void scene.person({ does: 'change', posting, to: { beleg2: to } });
      mark('');
      return { closing, job: id, mend: () => mark(beleg2) };
    },
  },
  {
    what: 'a posting that is there twice',
    codes: ['jobs-attention', 'rs-twice'],
    cents: 'job',
    plant(scene) {
      const closing = scene.closing('K3');
      const { id } = scene.job(closing);
      const surplus = scene.person({ does: 'double', posting: scene.posting(closing).id });
      const mend = () => void scene.person({ does: 'delete', posting: surplus });
      return { closing, job: id, mend };
    },
  },
  {
    what: 'a posting with our mark that nobody knows',
    codes: ['rs-unknown'],
    cents: 700,
    plant(scene) {
      // On a day of one closing: K2 has a cash account of its own.
      const closing = scene.closingWith('K2', `${MOVES} AND business_day < '2026-12-31'`);
      const like = scene.posting(closing, MOVES);
      const { datum, currency, konto, gegkonto, wmonat, wj_id } = like;
      const fields = { datum, currency, konto, gegkonto, wmonat, wj_id };
      const posting = { ...fields, beleg2: 'VP-0123456789abcdef', umsatz: 7, text: 'foreign' };
      const added = scene.person({ does: 'add', posting });
      return { closing, mend: () => void scene.person({ does: 'delete', posting: added }) };
    },
  },
  {
    what: 'a receipt that was excluded, and is booked all the same',
    codes: ['rs-excluded-booked'],
    cents: 'job',
    async plant(scene) {
      const closing = scene.closing('K1');
      const { id } = scene.job(closing);
      const { id: posting, ...fields } = scene.posting(closing);
      scene.person({ does: 'delete', posting });
      await scene.world.read([closing.day]);
      await scene.bulk('exclude', id);
      const {
        lfdNr: _number,
        bstKey: _key,
        i_stkey: _stock,
        action: _action,
        journal: _journal,
        ...back
      } = fields;
      const again = scene.person({ does: 'add', posting: back });
      return {
        ...{ closing, job: id },
        mend: () => void scene.person({ does: 'delete', posting: again }),
      };
    },
  },
  {
    what: 'an invoice a cent off',
    codes: ['invoice-differs'],
    cents: 1,
    plant(scene) {
      const closing = scene.closingWith('K1', ORDERS);
      const { number, brutto } = invoice(scene, closing);
      const set = (gross: number) => scene.world.rs.ledger.setGross(number, gross);
      set(Math.round(brutto * 100 + Math.sign(brutto)) / 100);
      return { closing, mend: () => set(brutto) };
    },
  },
  {
    what: 'an invoice that is gone',
    codes: ['invoice-missing'],
    cents: 0,
    plant(scene) {
      const closing = scene.closingWith('K3', ORDERS);
      const { number } = invoice(scene, closing);
      const rename = (from: string, to: string) =>
        scene.inBooks('UPDATE invoices SET documentNumber = ? WHERE documentNumber = ?', to, from);
      rename(number, `${number}-x`);
      return { closing, mend: () => rename(`${number}-x`, number) };
    },
  },
  {
    what: 'an invoice of another customer',
    codes: ['invoice-debtor'],
    cents: 0,
    plant(scene) {
      const closing = scene.closingWith('K1', ORDERS);
      const { number } = invoice(scene, closing);
      const give = (debtor: number) =>
        scene.inBooks(
          'UPDATE invoices SET customerSupplierId = ? WHERE documentNumber = ?',
          debtor,
          number,
        );
      give(10_099);
      return { closing, mend: () => give(10_007) };
    },
  },
  {
    what: 'a RetailSuite that cannot be asked',
    codes: ['rs-not-read'],
    cents: null,
    // The others are not asked, and stay as they were.
    reads: 'closing',
    plant(scene) {
      scene.world.rs.offline = true;
      return {
        closing: scene.closing('K2'),
        mend: () => {
          scene.world.rs.offline = false;
        },
      };
    },
  },
];
