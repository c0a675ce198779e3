/**
 * The messages of the reader of an export, in order: one `closing` for each that holds its invariants, then its events in
 * batches; one `blocked` for each that does not; `failed` when the source as a whole cannot be read.
 *
 * Plain data: it crosses a thread.
 */
import type { BlockedClosing, LocatedProblem } from '../../../shared/domain/ingest-report.ts';
import type { NewTillClosing } from '../../../shared/domain/till-facts.ts';
import type { PosEvent } from '../../../shared/domain/pos-event.ts';

export interface ReadClosing {
  readonly payDesk: string;
  /** Z_NR. */
  readonly number: string;
  /** Z_ERSTELLUNG as it stands in the file. */
  readonly madeAt: string;
  readonly businessDay: string;
  /** Calculated cash in the drawer after the closing, minor units; null while no opening balance is known. */
  readonly closingCash: number | null;
  /** LOC_NAME; absent where the export names no store. */
  readonly store?: string;
  /** What the till says of it beside its receipts. */
  readonly till?: NewTillClosing;
}

export type ReaderMessage =
  | { readonly kind: 'warning'; readonly problem: LocatedProblem }
  | { readonly kind: 'closing'; readonly closing: ReadClosing }
  /** Belong to the closing of the last message; at most `EVENTS_PER_BATCH`. */
  | { readonly kind: 'events'; readonly events: readonly PosEvent[] }
  | {
      readonly kind: 'blocked';
      readonly closing: BlockedClosing;
      readonly madeAt: string;
      /** Absent: the export does not tell it. */
      readonly store?: string;
      /** Absent: the export does not tell it. */
      readonly currency?: string;
    }
  | { readonly kind: 'failed'; readonly problem: LocatedProblem };

/** Told by the reader in one message: unpacking it is part of a turn of the main loop. */
export const EVENTS_PER_BATCH = 100;

export interface ReadOptions {
  /** Epoch milliseconds; a closing that is later than the clocks of a till and a PC differ is held. */
  readonly now?: number;
  /** IANA name; times without a suffix are local there. */
  readonly timeZone: string;
  /** Makes the bill number at POS where that is not BON_ID. */
  readonly billNumberPattern?: string;
  /** Calculated closing cash that earlier imports left: `[<store>\n]<pay desk>|<closing number>` → minor units. */
  readonly knownCash: Readonly<Record<string, number>>;
  /** Closings that a person released although their sums disagree: `<pay desk>|<closing number>|<made at>`. */
  readonly released?: readonly string[];
  /** Folder for the reader's temporary files; removed by it. */
  readonly scratchFolder: string;
}
