/**
 * POS events: one money event of a till as it arrived, and the jobs that it makes.
 *
 * Both inputs (DSFinV-K and the inbox folder) end in these shapes; `ingest` makes them, `db` stores them.
 */
import type { PaymentType } from './accounts.ts';
import type { BusinessCase } from './business-cases.ts';
import type { QuestionCode } from './ingest-report.ts';
import type { JobType } from './job.ts';
import type { ProblemValues } from './problem-codes.ts';
import type { NewTillClosing } from './till-facts.ts';

export type SourceKind = 'dsfinvk' | 'inbox';

/** One job-to-be of a POS event. */
export interface JobDraft {
  /** Unique within its event: `cash`, `noncash:ECKarte:Visa`, `line:3`, `contra:TrinkgeldAN:cash`. */
  readonly part: string;
  readonly type: JobType;
  /** Minor units, signed: a return and a cash-out are negative. Never 0. */
  readonly amount: number;
  readonly paymentType?: PaymentType;
  readonly paymentName?: string;
  /** The till's own words; becomes the posting text of cash-in and cash-out. */
  readonly text?: string;
  /**
   * `GV_TYP` that decides the contra account: of what moves the drawer, and of an order's part that has no invoice (a
   * settled receivable, a tip). Absent in what an earlier program kept for a decision.
   */
  readonly businessCase?: BusinessCase;
  /** `GV_NAME`, else the line's text. */
  readonly businessName?: string;
  /** Chosen by a person for this one posting; absent: as assigned. */
  readonly contraAccount?: string;
}

/** Why an event is not booked before a person decides. */
export interface EventQuestion {
  readonly code: QuestionCode;
  /** English sentence: what is asked, and that nothing is booked. */
  readonly message: string;
  /** The values that the sentence names; the texts of the window are `conflict.<code>`. */
  readonly values?: ProblemValues;
  /** Natural key of the stored event that it is compared with. */
  readonly knownKey?: string;
  /** The types that a person may book its one job as; absent: only as the job says. */
  readonly types?: readonly JobType[];
}

/** One stored money event. */
export interface PosEvent {
  /**
   * `dsfinvk|<Z_KASSE_ID>|<Z_NR>|<BON_ID>` (with `|opening-difference` behind it for what an opening balance tells of the
   * closing before) or `inbox|<store>|<payDesk>|<id>`: the same event has the same key, whatever file it comes in.
   */
  readonly naturalKey: string;
  /**
   * 32 hexadecimal digits of what no re-export changes (`core/db/references.ts`): the same event has the same ones under
   * another closing and another till label. Absent in what an earlier program kept for a decision.
   */
  readonly identity?: string;
  /** Its till did not know when it was: the moment of its closing is in the identity, and another closing has another one. */
  readonly isTimeless?: true;
  readonly store: string;
  readonly payDesk: string;
  /** Number of the Z closing, if the source has one. */
  readonly closing?: string;
  /** Bill number at POS. */
  readonly billNumber?: string;
  readonly currency: string;
  /** `YYYY-MM-DD`, from the till. */
  readonly businessDay: string;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
  /** Where it stands in its source, for people: `transactions.csv:17`. */
  readonly origin: string;
  /** The delivered event, as JSON; kept for the auditor and shown in the details. Also what "same content" is decided by. */
  readonly payload: string;
  /** Empty for what is kept but not booked (AV*, voided, zero); then `notBooked` says why. */
  readonly jobs: readonly JobDraft[];
  readonly notBooked?: string;
  /** Of an event that closes: what the till says of the closing. */
  readonly tillClosing?: NewTillClosing;
  /** Present: the event is kept as a problem, and stored with its jobs when a person says so. */
  readonly question?: EventQuestion;
}
