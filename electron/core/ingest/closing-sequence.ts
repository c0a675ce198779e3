/** The closings of each till that a source has told until now: what is missing between them, and where their cash breaks off. */
import type { EventStore } from '../db/events.ts';
import type { SourceStore } from '../db/sources.ts';
import { changedPrefix, conflictPrefix, missingClosings } from './closing-problems.ts';
import type { LocatedProblem } from '../../../shared/domain/ingest-report.ts';

/** Another version of a closing, of it all or of a receipt, waits for a person under these codes. */
const OTHER_VERSION = ['closing-number-reused', 'other-content'];

interface ToldClosing {
  /** Cash cannot be chained through what this source says of it; asked once all of it was read. */
  readonly breaksChain: boolean;
}

export class ClosingSequence {
  readonly #stored: Pick<EventStore, 'closing' | 'lastClosingBefore'>;
  readonly #sources: Pick<SourceStore, 'isOpen' | 'isConflictOpen'>;
  /** By `<till>|<number>`. */
  readonly #told = new Map<string, ToldClosing>();
  /** Highest number by till. */
  readonly #lastRead = new Map<string, number>();

  constructor(
    stored: Pick<EventStore, 'closing' | 'lastClosingBefore'>,
    sources: Pick<SourceStore, 'isOpen' | 'isConflictOpen'>,
  ) {
    this.#stored = stored;
    this.#sources = sources;
  }

  /** @param closing undefined: it is held as a whole */
  note(payDesk: string, number: string, closing?: ToldClosing): void {
    this.#told.set(keyOf(payDesk, Number(number)), closing ?? { breaksChain: true });
  }

  /**
   * All of it was read and stored. Whether it breaks the chain may hang on the closing before it: kept as the answer, it
   * never leads back through a whole year of closings.
   */
  settle(payDesk: string, number: string, { breaksChain }: ToldClosing): boolean {
    this.note(payDesk, number, { breaksChain });
    return breaksChain;
  }

  /** Its number was read in its place. */
  noteRead(payDesk: string, number: string): void {
    this.#lastRead.set(payDesk, Math.max(this.#lastRead.get(payDesk) ?? 0, Number(number)));
  }

  /** Nobody can say what the closing before this one left in the drawer: that, or another version of it, is held. */
  isBrokenBefore(payDesk: string, number: string): boolean {
    const before = Number(number) - 1;
    return (
      this.#told.get(keyOf(payDesk, before))?.breaksChain === true ||
      this.#sources.isOpen(changedPrefix(payDesk, before)) ||
      this.#sources.isConflictOpen(conflictPrefix(payDesk, before), OTHER_VERSION)
    );
  }

  /** Closings are numbered without gaps; undefined: none is missing before this one, or it is the till's first. */
  gapBefore(payDesk: string, number: string): LocatedProblem | undefined {
    const wanted = Number(number) - 1;
    if (this.#stored.closing(payDesk, String(wanted))) return undefined;
    const stored = this.#stored.lastClosingBefore(payDesk, Number(number));
    const read = this.#lastRead.get(payDesk);
    const last = Math.max(stored ?? -1, read !== undefined && read < Number(number) ? read : -1);
    if (last < 0 || last >= wanted) return undefined;
    return missingClosings(payDesk, number, last + 1, wanted);
  }
}

function keyOf(payDesk: string, number: number): string {
  return `${payDesk}|${number}`;
}
