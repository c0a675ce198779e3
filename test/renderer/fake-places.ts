/** The part of the backend in memory for stores, accounts, causes and the dry run; judged by the rules of the real one. */
import type {
  AttentionCard,
  DryRunReply,
  DryRunRequest,
  PlacesReply,
  ProblemDetails,
  ProblemVersion,
} from '../../shared/contract/contract.ts';
import type { CallName } from '../../shared/contract/names.ts';
import { PRESET_ACCOUNTS } from '../../shared/domain/accounts.ts';
import {
  applyChanges,
  booksAgainstItself,
  faultOfAccount,
  placeKey,
  type AccountChange,
  type AccountPlace,
  type ChartAccount,
  type VersionedAccount,
} from '../../shared/domain/assignment.ts';
import { HOUR, DAY } from '../../shared/domain/time.ts';
import { SAMPLE_NOW, SAMPLE_PROBLEMS } from './sample-jobs.ts';

const PLACE_CALLS = [
  'places.list',
  'places.rename',
  'places.setOff',
  'places.merge',
  'accounts.book',
  'accounts.chart',
  'accounts.check',
  'accounts.save',
  'accounts.history',
  'attention.list',
  'attention.recheck',
  'attention.retry',
  'dryRun.run',
  'attention.problem',
  'attention.decide',
  'attention.history',
] as const satisfies readonly CallName[];
type PlaceCall = (typeof PLACE_CALLS)[number];

export function isPlaceCall(name: CallName): name is PlaceCall {
  return (PLACE_CALLS as readonly CallName[]).includes(name);
}

interface HistoryEntry {
  readonly version: number;
  readonly at: number;
  readonly who: string;
  readonly reason: string | null;
  readonly place: AccountPlace | null;
  readonly old: string | null;
  readonly new: string | null;
}

const NAMES: Readonly<Record<string, string>> = {
  '1000': 'Kasse',
  '1360': 'Geldtransit',
  '1361': 'Kartenzahlungen in Klärung',
  '1362': 'Kreditkarten',
  '1363': 'Zahlungsdienstleister',
  '1364': 'Guthabenkarten',
  '1410': 'Forderungen',
  '1590': 'Durchlaufende Posten',
  '1604': 'Gutscheine',
  '1740': 'Verbindlichkeiten aus Lohn und Gehalt',
  '1800': 'Privatentnahmen',
  '1890': 'Privateinlagen',
  '2300': 'Sonstige Aufwendungen',
  '2700': 'Sonstige Erträge',
};

export class FakePlaces {
  version = 3;
  rows: VersionedAccount[];
  chart: ChartAccount[];
  chartProblem: string | null = null;
  places: PlacesReply;
  causes: AttentionCard[] = [];
  /** The questions, in their order. */
  readonly dryRuns: DryRunRequest[] = [];
  dryRun: DryRunReply;
  history: HistoryEntry[] = [];
  private readonly clock: () => number;

  constructor(clock: () => number) {
    this.clock = clock;
    const now = clock();
    this.rows = [
      ...PRESET_ACCOUNTS.SKR03.filter((row) => row.paymentType !== 'voucher').map((row) => ({
        ...row,
        version: 1,
      })),
      { type: 'cash', currency: 'EUR', account: '1001', payDesk: 'Kasse 2', version: 3 },
    ];
    this.history = [
      {
        version: 3,
        at: now - 2 * DAY,
        who: 'schmidt',
        reason: 'eigenes Kassenkonto',
        place: { type: 'cash', currency: 'EUR', payDesk: 'Kasse 2' },
        old: null,
        new: '1001',
      },
    ];
    this.chart = [
      ...Object.entries(NAMES).map(([number, description]) => ({ number, description })),
      { number: '1001', description: 'Kasse 2' },
    ].map((account) => ({ ...account, currency: 'EUR', locked: false }));
    this.chart.push(
      { number: '1010', description: 'Alte Kasse', currency: 'EUR', locked: true },
      { number: '1020', description: 'Kasse CHF', currency: 'CHF', locked: false },
    );
    this.places = {
      stores: [{ id: 'Filiale 2', name: 'Filiale 2', offSince: null }],
      payDesks: [
        {
          id: 'Kasse 1',
          store: 'Filiale 2',
          name: 'Theke vorn',
          offSince: null,
          lastEventAt: now - HOUR,
          mergedInto: null,
        },
        {
          id: 'Kasse 2',
          store: 'Filiale 2',
          name: 'Kasse 2',
          offSince: null,
          lastEventAt: now - 6 * DAY,
          mergedInto: null,
        },
      ],
      payments: [
        { currency: 'EUR', type: '', name: '' },
        { currency: 'EUR', type: 'ECKarte', name: '' },
        { currency: 'EUR', type: 'voucher', name: '' },
      ],
    };
    const voucher = { count: 37, sums: { EUR: 128_450 }, oldestAt: now - 2 * DAY };
    this.causes = [
      {
        key: {
          cause: 'account-missing',
          accountType: 'non-cash',
          paymentType: 'voucher',
          currency: 'EUR',
        },
        tally: voucher,
        places: [{ store: 'Filiale 2', payDesk: 'Kasse 1', count: 37 }],
        isMended: false,
        types: ['order-non-cash'],
        example: {
          job: 82,
          error: 'No account is assigned for payment type voucher in EUR at pay desk Kasse 1.',
        },
      },
    ];
    const side = (account: string) => ({ account, name: NAMES[account] ?? null });
    this.dryRun = {
      asked: 39,
      examined: 39,
      offline: null,
      passedOver: 0,
      succeed: { count: 35, sums: { EUR: 120_450 }, oldestAt: now - 2 * DAY },
      waitForInvoice: { count: 0, sums: {}, oldestAt: null },
      fail: { count: 4, sums: { EUR: 9_500 }, oldestAt: now - DAY },
      bookings: Array.from({ length: 3 }, (_, index) => ({
        jobId: index + 1,
        type: 'order-non-cash' as const,
        debit: side('1604'),
        credit: { account: '10007', name: null },
        amount: 3_500 + index,
        currency: 'EUR',
        businessDay: '2021-11-09',
        receipt: String(202_100_040 + index),
        text: 'POS Gutschein',
        warnings: index === 0 ? (['month-locked'] as const).slice() : [],
      })),
      totals: [
        {
          debit: side('1604'),
          credit: { account: '10007', name: null },
          currency: 'EUR',
          count: 35,
          amount: 120_450,
        },
      ],
      failures: [
        {
          cause: 'fiscal-year-missing',
          message: 'RetailSuite has no fiscal year for 2020-12-30.',
          tally: { count: 2, sums: { EUR: 8_000 }, oldestAt: now - DAY },
          jobs: [12, 13],
        },
        {
          cause: 'account-missing',
          message: 'No account "non-cash" for payment type voucher is set for pay desk 2 in EUR.',
          missing: {
            ...{ type: 'non-cash', paymentType: 'voucher', currency: 'EUR', payDesk: '2' },
            ...{ businessCase: null, businessName: null },
          },
          tally: { count: 1, sums: { EUR: 1_000 }, oldestAt: now - DAY },
          jobs: [14],
        },
        {
          cause: 'account-refused',
          message: 'Account 1010 in EUR: in RetailSuite no posting is taken by the locked account.',
          refused: { account: '1010', currency: 'EUR', fault: 'locked' },
          tally: { count: 1, sums: { EUR: 500 }, oldestAt: now - DAY },
          jobs: [15],
        },
      ],
      warnings: [{ warning: 'month-locked', count: 1 }],
    };
  }

  answer(name: PlaceCall, args: readonly unknown[]): unknown {
    switch (name) {
      case 'places.list':
        return this.places;
      case 'places.rename':
        return this.change(args[0] as Kind, String(args[1]), { name: String(args[2]) });
      case 'places.setOff':
        return this.change(args[0] as Kind, String(args[1]), {
          offSince: args[2] === true ? this.clock() : null,
        });
      case 'places.merge': {
        const { payDesk, into } = args[0] as { payDesk: string; into: string | null };
        this.change('pay-desk', payDesk, { mergedInto: into });
        return { accounts: 0 };
      }
      case 'accounts.book':
        return { version: this.version, rows: this.rows };
      case 'accounts.chart':
        return {
          accounts: this.chart,
          asOf: this.clock() - HOUR,
          problem: args[0] === true ? this.chartProblem : null,
        };
      case 'accounts.check':
        return { faults: this.faults(args[0] as AccountChange[]), asOf: this.clock() };
      case 'accounts.save':
        return this.save(args[0] as { changes: AccountChange[]; version: number | null });
      case 'accounts.history':
        return this.history;
      case 'attention.list':
        return {
          cards: this.causes,
          total: this.causes[0]?.tally ?? { count: 0, sums: {}, oldestAt: null },
        };
      case 'attention.recheck':
        return null;
      case 'attention.retry': {
        const started = this.causes.reduce((sum, { tally }) => sum + tally.count, 0);
        this.causes = [];
        return { started };
      }
      case 'dryRun.run':
        this.dryRuns.push(args[0] as DryRunRequest);
        return this.dryRun;
      case 'attention.problem':
        return detailsOf(Number(args[0]));
      case 'attention.decide':
        return { decided: true };
      case 'attention.history':
        return SAMPLE_PROBLEMS.slice(1, 2).map((problem) => ({
          ...problem,
          decision: {
            at: this.clock(),
            who: 'schmidt',
            how: 'acknowledge',
            reason: 'Zeile war ein Test',
          },
        }));
    }
  }

  private change(kind: Kind, id: string, change: object): null {
    const changed = <T extends { id: string }>(all: readonly T[]) =>
      all.map((each) => (each.id === id ? { ...each, ...change } : each));
    this.places =
      kind === 'store'
        ? { ...this.places, stores: changed(this.places.stores) }
        : { ...this.places, payDesks: changed(this.places.payDesks) };
    return null;
  }

  private faults(changes: readonly AccountChange[]) {
    const chart = new Map(this.chart.map((account) => [account.number, account]));
    const after = applyChanges(this.rows, changes);
    return changes.flatMap((change, index) => {
      if (change.account === null) return [];
      const fault =
        faultOfAccount(change.account, change.currency, chart) ??
        (booksAgainstItself(after, change) ? 'same-as-cash' : null);
      return fault ? [{ index, fault }] : [];
    });
  }

  private save({ changes, version }: { changes: AccountChange[]; version: number | null }) {
    if (version !== null && version !== this.version)
      return { kind: 'outdated', version: this.version };
    const faults = this.faults(changes);
    if (faults.length > 0) return { kind: 'faults', faults };
    for (const { account, ...place } of changes) {
      this.version += 1;
      const old = this.rows.find((row) => placeKey(row) === placeKey(place))?.account ?? null;
      this.history = [
        {
          version: this.version,
          at: this.clock(),
          who: 'schmidt',
          reason: null,
          place,
          old,
          new: account,
        },
        ...this.history,
      ];
    }
    this.rows = applyChanges(this.rows, changes).map((row) => ({ version: this.version, ...row }));
    const isMended = ({ key }: AttentionCard) =>
      changes.some(
        ({ type, currency, paymentType }) =>
          type === key.accountType &&
          currency === key.currency &&
          (paymentType === undefined || paymentType === key.paymentType),
      );
    const mended = this.causes.filter(isMended);
    const restarted = mended.reduce((sum, { tally }) => sum + tally.count, 0);
    this.causes = this.causes.filter((cause) => !isMended(cause));
    return {
      kind: 'saved',
      version: this.version,
      changed: changes.length,
      restarted,
      unchecked: false,
    };
  }
}

type Kind = 'store' | 'pay-desk';

function detailsOf(id: number): ProblemDetails {
  const sample = SAMPLE_PROBLEMS.find((problem) => problem.id === id);
  const decisions = sample?.decisions ?? [];
  if (sample?.problem.kind !== 'conflict') {
    return { stored: null, incoming: null, differences: [], decisions, types: [] };
  }
  if (sample.problem.conflict.code === 'opening-difference') {
    return {
      stored: null,
      incoming: {
        payload: JSON.stringify({ openingDifference: { counted: '250.00', expected: '400.00' } }),
        source: sample.source,
        origin: sample.problem.conflict.origin,
        receivedAt: SAMPLE_NOW - HOUR / 2,
        jobs: [{ id: null, type: 'opening-diff', amount: -15_000, currency: 'EUR', state: null }],
      },
      differences: [],
      decisions,
      types: ['opening-diff', 'cash-out'],
    };
  }
  const version = (cents: number, source: string, jobId: number | null): ProblemVersion => ({
    payload: JSON.stringify({ receipt: { id: '25', sum: (cents / 100).toFixed(2) } }),
    source,
    origin: 'transactions.csv:41',
    receivedAt: SAMPLE_NOW - DAY,
    jobs: [
      {
        id: jobId,
        type: 'order-cash',
        amount: cents,
        currency: 'EUR',
        state: jobId === null ? null : 'waiting',
      },
    ],
  });
  return {
    stored: version(5_999, 'dsfinvk-2021-11-09.zip', 25),
    incoming: version(5_899, 'dsfinvk-2021-11-10.zip', null),
    differences: [{ path: 'receipt.sum', stored: '59.99', incoming: '58.99' }],
    decisions,
    types: [],
  };
}
