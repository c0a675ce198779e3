/**
 * An RS in memory whose every answer the test decides: the engine's tests own the line. Like the real one it does not
 * deduplicate. (The engine against the real sandbox over HTTP: `test/system`.)
 */
import type { ChartAccount } from '../../../shared/domain/assignment.ts';
import type {
  Exchange,
  Fault,
  FiscalYear,
  Invoice,
  Posting,
  PostReply,
  Reply,
  RsConnector,
  StoredPosting,
} from '../../../electron/core/rs/connector.ts';

const NO_EXCHANGE: Exchange = { httpStatus: null, response: null };
const YEAR: FiscalYear = {
  id: '2',
  from: '2026-01-01',
  to: '2026-12-31',
  currency: 'EUR',
  planning: false,
};

export function fault(
  cause: Fault['cause'],
  pauses: boolean,
  retryAfterMs: number | null = null,
): Fault {
  return { cause, message: `fake: ${cause}`, pauses, retryAfterMs };
}

export interface PendingPost {
  readonly posting: Posting;
  readonly signal: AbortSignal;
  readonly mayLeave: () => boolean;
  readonly answer: (reply: PostReply) => void;
}

export class FakeRs {
  readonly ledger: StoredPosting[] = [];
  readonly invoices = new Map<string, Invoice[]>();
  /** Requests that are out and not answered. */
  pending: PendingPost[] = [];
  /** Answers at once and correctly, instead of leaving requests pending. */
  automatic = false;
  /** Postings land in the month after the one that was sent. */
  lockedMonth = false;
  readFault: Fault | null = null;
  chart: readonly ChartAccount[] = [];
  lookUps = 0;
  invoiceQuestions = 0;
  yearQuestions = 0;
  posts = 0;
  mostOut = 0;

  book(posting: Posting): StoredPosting {
    const stored: StoredPosting = {
      number: String(this.ledger.length + 1),
      reference: posting.beleg2,
      receipt: posting.beleg1,
      text: posting.text,
      account: posting.konto,
      contraAccount: String(posting.gegkonto),
      amount: Math.round(posting.umsatz * 100),
      currency: posting.currency,
      businessDay: posting.datum,
      month: posting.wmonat + (this.lockedMonth ? 1 : 0),
      fiscalYear: posting.wj_id,
    };
    this.ledger.push(stored);
    return stored;
  }

  booked(posting: Posting): PostReply {
    return { kind: 'booked', posting: this.book(posting), exchange: NO_EXCHANGE };
  }

  notBooked(kind: 'refused' | 'not-sent' | 'unclear', why: Fault): PostReply {
    return { kind, fault: why, exchange: NO_EXCHANGE };
  }

  #reply<T>(value: T): Promise<Reply<T>> {
    return Promise.resolve(
      this.readFault
        ? { ok: false, fault: this.readFault, exchange: NO_EXCHANGE }
        : { ok: true, value, exchange: NO_EXCHANGE },
    );
  }

  readonly connector: RsConnector = {
    batchSize: 100,
    buildPosting: (input, years) => {
      const year = years[0];
      if (!year) return { ok: false, cause: 'fiscal-year-missing', message: 'no fiscal year' };
      return {
        ok: true,
        posting: {
          bstKey: 0,
          gegkonto: Number(input.contraAccount),
          umsatz: input.amount / 100,
          beleg1: input.receipt,
          beleg2: input.reference,
          konto: input.account,
          text: input.text,
          currency: input.currency,
          i_stkey: 0,
          datum: input.businessDay,
          wj_id: year.id,
          wmonat: 11,
          journal: 11,
          action: 'save',
        },
      };
    },
    fiscalYears: () => {
      this.yearQuestions += 1;
      return this.#reply([YEAR]);
    },
    accounts: () => this.#reply(this.chart),
    findInvoices: (billNumbers) => {
      this.invoiceQuestions += 1;
      const found = billNumbers.flatMap((bill) => {
        const invoices = this.invoices.get(bill);
        return invoices ? [[bill, invoices] as const] : [];
      });
      return this.#reply(new Map(found));
    },
    postingsOfDay: (day) =>
      this.#reply(this.ledger.filter(({ businessDay }) => businessDay === day)),
    lookUp: (references) => {
      this.lookUps += 1;
      const found = references.flatMap((reference) => {
        const postings = this.ledger.filter((posting) => posting.reference === reference);
        return postings.length > 0 ? [[reference, postings] as const] : [];
      });
      return this.#reply(new Map(found));
    },
    post: (posting, signal, mayLeave = () => true) => {
      this.posts += 1;
      if (this.automatic) return Promise.resolve(this.booked(posting));
      return new Promise((resolve) => {
        const post: PendingPost = {
          posting,
          signal,
          mayLeave,
          answer: (reply) => {
            this.pending = this.pending.filter((other) => other !== post);
            resolve(reply);
          },
        };
        signal.addEventListener('abort', () =>
          post.answer(this.notBooked('unclear', fault('no-answer', false))),
        );
        this.pending.push(post);
        this.mostOut = Math.max(this.mostOut, this.pending.length);
      });
    },
  };
}
