/**
 * Posting: assign → prepare → send → settle.
 *
 * Prepare commits the exact request and the lease before the first byte leaves; settle demands the lease's token.
 * Only an answer that proves that RS booked nothing lets the same posting be sent again.
 */
import {
  CONTRA_TYPES,
  parsePaymentType,
  type AccountType,
  type PaymentType,
} from '../../../shared/domain/accounts.ts';
import { accountTypesOf, findForJob, type AccountBook } from '../../../shared/domain/assignment.ts';
import { parseBusinessCase, type BusinessCase } from '../../../shared/domain/business-cases.ts';
import { maskCardNumbers } from '../../../shared/domain/card-numbers.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import { en } from '../../../shared/words/en.ts';
import type { Answer } from '../db/jobs/sending.ts';
import type { JobToSend } from '../db/jobs/rows.ts';
import type { Exchange, Posting, PostingInput, PostReply, StoredPosting } from '../rs/connector.ts';
import type { Context, EngineOptions, Session } from './context.ts';
import { jobDelay } from './backoff.ts';
import type { PostingTexts } from './posting-texts.ts';
import { periodText } from './differences.ts';

/** A job whose request is committed and may leave now. */
export interface Prepared {
  readonly job: JobToSend;
  readonly token: number;
  readonly posting: Posting;
  readonly mayLeave: () => boolean;
}

/** More jobs than this are not prepared in one transaction, so that a list of unpostable ones does not block the loop. */
const MAX_PARKED_JOBS = 200;

/**
 * Takes up to `slots` due jobs; part of the turn's transaction.
 *
 * @returns what to send after the commit, and the ids of jobs that now need a person.
 */
export function prepare(
  context: Context,
  session: Session,
  slots: number,
): { prepared: Prepared[]; parked: number[] } {
  const { moves, options } = context;
  const now = options.clock();
  const { version } = options.accounts();
  const mayLeave = within(options, now);
  const prepared: Prepared[] = [];
  const parked: number[] = [];
  while (prepared.length < slots && parked.length < MAX_PARKED_JOBS) {
    const due = moves.duePost(now, slots - prepared.length);
    if (due.length === 0) break;
    for (const job of due) {
      const built = build(job, context, session);
      if (!built.ok) {
        moves.unsentToAttention(job.id, now, built.cause, built.message);
        parked.push(job.id);
        continue;
      }
      const token = moves.beginSending(job.id, now, JSON.stringify(built.posting), version);
      if (token !== undefined) prepared.push({ job, token, posting: built.posting, mayLeave });
    }
  }
  return { prepared, parked };
}

/**
 * Whether bytes may still leave for what was prepared now. Signing in comes before them, and a PC may fall asleep over
 * that; a program that took over the folder meanwhile counts on it that nothing leaves later (`recover.ts`).
 */
function within({ clock, uptime, requestTimeoutMs }: EngineOptions, now: number): () => boolean {
  const begun = uptime();
  // A clock that has gone back meanwhile says nothing of how long it was, and uptime may stand still in a sleep.
  const isShort = (passed: number) => passed >= 0 && passed < requestTimeoutMs;
  return () => isShort(clock() - now) && isShort(uptime() - begun);
}

/** The posting of a job as it would be sent now, or why it cannot be made. */
export function build(job: JobToSend, context: Context, session: Session) {
  const assigned = assign(job, context.options.accounts(), context.options.texts());
  return assigned.ok ? session.connector.buildPosting(assigned.input, session.years) : assigned;
}

export type Assigned =
  | { readonly ok: true; readonly input: PostingInput }
  | {
      readonly ok: false;
      readonly cause: Cause;
      readonly message: string;
      /** Set with `account-missing`. */
      readonly missing?: MissingAccount;
    };

export interface MissingAccount {
  readonly type: AccountType;
  readonly paymentType: PaymentType | null;
  /** Of a contra account. */
  readonly businessCase: BusinessCase | null;
  readonly businessName: string | null;
  readonly currency: string;
  readonly payDesk: string;
}

/** Which accounts, which text, which receipt number a job is posted with. Pure. */
export function assign(job: JobToSend, book: AccountBook, texts: PostingTexts): Assigned {
  const [moneyType, contraType] = accountTypesOf(job);
  const account = findForJob(book, moneyType, job)?.account;
  if (account === undefined) return missing(moneyType, job);
  const contraAccount =
    contraType === 'debtor'
      ? job.debtor
      : (job.contra_account ?? findForJob(book, contraType, job)?.account);
  if (contraType === 'debtor' && contraAccount === null) {
    return { ok: false, cause: 'internal', message: 'The invoice of this order has no debtor.' };
  }
  if (contraAccount === undefined || contraAccount === null)
    return missing(contraType as AccountType, job);
  return {
    ok: true,
    input: {
      account,
      contraAccount,
      amount: job.amount,
      currency: job.currency,
      receipt:
        job.invoice_number ?? job.bill_number ?? (job.closing === null ? '' : `Z${job.closing}`),
      text: textOf(job, texts),
      businessDay: job.business_day,
      reference: job.reference,
    },
  };
}

function textOf(job: JobToSend, texts: PostingTexts): string {
  if (job.type === 'cash-in' || job.type === 'cash-out') {
    // Again: an earlier program stored the texts of its jobs as they were typed.
    return job.text === null ? texts.types[job.type] : maskCardNumbers(job.text);
  }
  if (job.type === 'order-non-cash' && job.payment_type !== null) {
    return texts.payments[job.payment_type as PaymentType] ?? texts.types[job.type];
  }
  return texts.types[job.type];
}

function missing(type: AccountType, job: JobToSend): Assigned {
  const payment =
    type === 'non-cash' && job.payment_type ? ` for payment type ${job.payment_type}` : '';
  const isContra = CONTRA_TYPES.includes(type);
  const businessCase = (isContra && parseBusinessCase(job.business_case ?? '')) || null;
  const businessName = isContra ? job.business_name : null;
  return {
    ok: false,
    cause: 'account-missing',
    message:
      `${caseToWords(businessCase, businessName)}No account "${type}"${payment} is set for pay desk ${job.pay_desk} in ` +
      `${job.currency}. The money event is safe here; assign the account and the job starts again by itself.`,
    missing: {
      type,
      paymentType: (type === 'non-cash' && parsePaymentType(job.payment_type ?? '')) || null,
      businessCase,
      businessName,
      currency: job.currency,
      payDesk: job.pay_desk,
    },
  };
}

/** What the money was moved for: `Payout "Briefmarken" (Auszahlung): `. */
function caseToWords(businessCase: BusinessCase | null, name: string | null): string {
  if (businessCase === null) return name === null ? '' : `"${name}": `;
  return `${en.businessCase[businessCase]}${name === null ? '' : ` "${name}"`} (${businessCase}): `;
}

/** Sends a prepared posting and settles it. Never rejects but on a failing disk or a bug. */
export async function sendAndSettle(
  context: Context,
  session: Session,
  prepared: Prepared,
  settled: (jobId: number) => void,
): Promise<void> {
  const { job, token, posting, mayLeave } = prepared;
  context.crash('prepared');
  const reply = await session.connector.post(posting, context.abort, mayLeave);
  context.crash('answered');
  // Before the commit: its last step fills the free slots, and must not when RS just said to wait.
  if (reply.kind === 'booked' || reply.kind === 'refused') context.lineIsFine();
  else if (reply.fault.pauses) context.pause(reply.fault);
  const now = context.options.clock();
  await context.committer.run(() => {
    settled(job.id);
    settle(context, job, token, posting, reply, now);
  });
  context.crash('settled');
  if (reply.kind !== 'not-sent') context.progressed(reply.kind === 'booked' ? 1 : 0);
  context.changed([job.id]);
}

function settle(
  context: Context,
  job: JobToSend,
  token: number,
  posting: Posting,
  reply: PostReply,
  now: number,
): void {
  const { moves, options } = context;
  switch (reply.kind) {
    case 'booked':
      moves.booked(
        job.id,
        token,
        { number: reply.posting.number, movedTo: movedTo(posting, reply.posting) },
        answer(now, 'booked', reply.exchange, null),
      );
      return;
    case 'refused':
      moves.attention(
        job.id,
        token,
        { cause: reply.fault.cause, error: reply.fault.message, stillInDoubt: false },
        answer(now, 'refused', reply.exchange, reply.fault.message),
      );
      return;
    case 'not-sent':
      moves.waiting(
        job.id,
        token,
        {
          // With the engine paused the job stays due: the pause alone decides when it goes on.
          dueAt: reply.fault.pauses
            ? now
            : now + jobDelay(job.attempts + 1, reply.fault.retryAfterMs, options.random),
          cause: reply.fault.cause,
          error: reply.fault.message,
        },
        answer(now, 'not-sent', reply.exchange, reply.fault.message),
      );
      return;
    case 'unclear':
      context.doubts.begin(job.id, now);
      moves.unclear(
        job.id,
        token,
        { dueAt: now, cause: 'no-answer', error: reply.fault.message, inDoubtSince: now },
        answer(now, 'unclear', reply.exchange, reply.fault.message),
      );
      return;
  }
}

export function answer(
  endedAt: number,
  outcome: string,
  exchange: Exchange,
  error: string | null,
): Answer {
  return {
    endedAt,
    outcome,
    httpStatus: exchange.httpStatus,
    response: exchange.response,
    error,
  };
}

/** RS moves a posting out of a locked month to the next open one, and says so in its answer only. */
export function movedTo(
  sent: { readonly wj_id: string; readonly wmonat: number },
  stored: StoredPosting,
): string | null {
  if (stored.month === sent.wmonat && stored.fiscalYear === sent.wj_id) return null;
  return periodText(stored.fiscalYear, stored.month);
}
