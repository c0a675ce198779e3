/** Holds what the program made of a delivery against the oracle. */
import type { IngestReport } from '../../shared/domain/ingest-report.ts';
import type { ReadClosing, ReadReceipt } from './oracle.ts';

/** As the program stored it: its words are those of the oracle. */
export interface MadeJob {
  readonly payDesk: string;
  readonly closing: string;
  readonly billNumber: string | null;
  readonly says: string;
  /** It waits for a person, who was told: nothing is booked. */
  readonly isHeld: boolean;
}

export interface Deviation {
  readonly kind: 'booked wrongly' | 'missing without a word' | 'nothing is said';
  readonly closing: string;
  readonly what: readonly string[];
  readonly because: string;
}

export interface Judged {
  readonly deviations: readonly Deviation[];
  /** Closings by what became of them. */
  readonly exact: number;
  readonly heldRightly: number;
  /** With a word, although it could have been booked. */
  readonly heldNeedlessly: number;
}

interface Due {
  readonly jobs: string[];
  /** May be booked or not. */
  readonly optional: string[];
  /** Why a person has to hear of it. */
  readonly tell: string | undefined;
}

/** An opening difference above this is proposed, never posted (setting of the store). */
const LIMIT_CENTS = 5_000;

/** What of the deliveries before is in the books. */
export class Memory {
  readonly #receipts = new Map<string, string>();
  readonly #closings = new Map<string, Map<string, string>>();
  readonly #madeAt = new Map<string, string>();
  /** Cents that the drawer held after a closing. */
  readonly #cash = new Map<string, number>();

  due(closing: ReadClosing): Due {
    const { payDesk, number, receipts, contradiction } = closing;
    if (contradiction) return { jobs: [], optional: [], tell: contradiction };
    const key = `${payDesk}|${number}`;
    const known = this.#closings.get(key);
    const booking = receipts.filter(({ jobs }) => jobs.length > 0);
    const isSame = ({ id, identity }: ReadReceipt) => known?.get(id) === identity;
    const others = booking.filter((one) => !isSame(one));
    if (known && (others.length > 0 || booking.length < known.size)) {
      const isShared =
        this.#madeAt.get(key) === closing.madeAt || booking.some((one) => known.has(one.id));
      const jobs = isShared ? [] : others.flatMap(({ jobs }) => jobs);
      return { jobs, optional: [], tell: 'this closing is known with other content' };
    }
    const repeated = this.#repeatedIn(closing, booking);
    const elsewhere = others.filter(
      ({ identity }) => this.#receipts.has(identity) || repeated.has(withoutId(identity)),
    );
    const jobs = others.filter((one) => !elsewhere.includes(one)).flatMap(({ jobs }) => jobs);
    const timeless = others.some(({ isTimeless }) => isTimeless);
    const difference = this.#difference(closing);
    const isWithin = difference !== undefined && Math.abs(difference) <= LIMIT_CENTS;
    return {
      jobs,
      optional: isWithin && difference !== 0 ? [`diff ${difference} @${openedOn(closing)}`] : [],
      tell:
        elsewhere.length > 0
          ? 'its receipts are known from elsewhere'
          : timeless
            ? 'a time that is none'
            : !known && difference !== undefined && !isWithin
              ? 'a large difference of the opening balance'
              : undefined,
    };
  }

  /**
   * What of a closing is another one told again under other ids, at least half of it: of the same till, or made at the
   * same moment. One receipt alone proves nothing.
   */
  #repeatedIn(
    { payDesk, number, madeAt }: ReadClosing,
    booking: readonly ReadReceipt[],
  ): Set<string> {
    const own = new Set(booking.map(({ identity }) => withoutId(identity)));
    const repeated = [...this.#closings]
      .filter(([key, { size }]) => {
        const isOther = key !== `${payDesk}|${number}` && size > 1;
        return isOther && (key.startsWith(`${payDesk}|`) || this.#madeAt.get(key) === madeAt);
      })
      .map(([, receipts]) => {
        const among = [...receipts.values()].map(withoutId).filter((content) => own.has(content));
        return among.length > 1 && among.length * 2 >= receipts.size ? among : [];
      });
    return new Set(repeated.flat());
  }

  /** Of the opening balance to what the closing before left; undefined: nobody knows that. */
  #difference({ payDesk, number, receipts }: ReadClosing): number | undefined {
    const before = this.#cash.get(`${payDesk}|${Number(number) - 1}`);
    const openings = receipts.filter(({ opening }) => opening !== null);
    const [only] = openings;
    if (before === undefined || openings.length !== 1 || !only) return undefined;
    return (only.opening ?? 0) - before;
  }

  /** @param booked ids of the receipts of which jobs were made; undefined: all */
  note(closing: ReadClosing, booked: ReadonlySet<string> | undefined): void {
    const key = `${closing.payDesk}|${closing.number}`;
    const known = this.#closings.get(key) ?? new Map<string, string>();
    for (const { id, identity, jobs } of closing.receipts) {
      if (jobs.length === 0 || (booked && !booked.has(id))) continue;
      this.#receipts.set(identity, key);
      known.set(id, identity);
    }
    if (known.size > 0) {
      this.#closings.set(key, known);
      this.#madeAt.set(key, closing.madeAt);
    }
    if (booked) return;
    const moved = closing.receipts.reduce((sum, { cash }) => sum + cash, 0);
    const hasOpening = closing.receipts.some(({ opening }) => opening !== null);
    const before = this.#cash.get(`${closing.payDesk}|${Number(closing.number) - 1}`);
    if (hasOpening) this.#cash.set(key, moved);
    else if (before !== undefined) this.#cash.set(key, before + moved);
  }
}

export function judge(
  memory: Memory,
  closings: readonly ReadClosing[],
  made: readonly MadeJob[],
  report: IngestReport,
): Judged {
  const deviations: Deviation[] = [];
  const counts = { exact: 0, heldRightly: 0, heldNeedlessly: 0 };
  const left = new Set(made);
  const inOrder = [...closings].sort((a, b) => Number(a.number) - Number(b.number));
  for (const closing of inOrder) {
    const { payDesk, number } = closing;
    const own = made.filter((job) => job.payDesk === payDesk && job.closing === number);
    own.forEach((job) => left.delete(job));
    const due = memory.due(closing);
    const got = own.map(({ says }) => says);
    const booked = own.filter(({ isHeld }) => !isHeld).map(({ says }) => says);
    const missing = without(due.jobs, got);
    const tooMany = without(without(booked, due.jobs), due.optional);
    const isHeld = isHeldBack(report, payDesk, number);
    const deviate = (kind: Deviation['kind'], what: readonly string[]) =>
      deviations.push({ kind, closing: `${payDesk} ${number}`, what, because: due.tell ?? '' });
    if (tooMany.length > 0) deviate('booked wrongly', tooMany);
    if (missing.length > 0 && !isHeld) deviate('missing without a word', missing);
    if (due.tell !== undefined && !isHeld && report.warnings.length === 0) {
      deviate('nothing is said', []);
    }
    if (missing.length === 0 && !(due.tell !== undefined && due.jobs.length === 0))
      counts.exact += 1;
    else if (missing.length === 0) counts.heldRightly += 1;
    else counts.heldNeedlessly += 1;
    if (closing.contradiction) continue;
    const bills = new Set(own.flatMap(({ billNumber }) => billNumber ?? []));
    const isWhole = missing.length === 0 && (due.tell === undefined || due.jobs.length > 0);
    memory.note(closing, isWhole ? undefined : bills);
  }
  if (left.size > 0) {
    const what = [...left].map(({ payDesk, closing, says }) => `${payDesk} ${closing}: ${says}`);
    deviations.push({ kind: 'booked wrongly', closing: 'none', what, because: 'it is in no file' });
  }
  return { deviations, ...counts };
}

/** Without a booking day of its closing a receipt's own day counts, that of the opening balance, too. */
function openedOn({ receipts, day }: ReadClosing): string {
  return receipts.find(({ opening }) => opening !== null)?.day ?? day;
}

function withoutId(identity: string): string {
  return identity.slice(identity.indexOf('|') + 1);
}

/** With repetitions. */
function without(all: readonly string[], taken: readonly string[]): string[] {
  const rest = [...taken];
  return all.filter((one) => {
    const at = rest.indexOf(one);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/** The report names this closing, or says that the whole export could not be read. */
function isHeldBack(report: IngestReport, payDesk: string, number: string): boolean {
  if (report.status === 'failed') return true;
  if (report.blocked.some((one) => one.payDesk === payDesk && one.closing === number)) return true;
  return [...report.conflicts, ...report.rejected, ...report.warnings].some((one) => {
    const { values = {} } = one;
    const names = 'naturalKey' in one ? one.naturalKey.split('|') : [];
    const isNamed = names.includes(payDesk) && names.includes(number);
    return isNamed || (values['payDesk'] === payDesk && String(values['closing']) === number);
  });
}
