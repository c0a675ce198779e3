/** A closing while its events are stored: what of it came again, what changed, and what is stored elsewhere. */
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
import type { NewTillClosing } from '../../../shared/domain/till-facts.ts';
import type { ClosingName, EventStore, Judgement, StoreOptions } from '../db/events.ts';
import type { RepeatedClosings, ToldAgain } from '../db/repeated-closings.ts';
import { changedClosing, repeatedClosing, type ClosingDifference } from './closing-problems.ts';
import { changedReceipt, type ImportProblem } from './import-problems.ts';
import type { ReadClosing } from './reader.ts';

/** More events than of any day of a shop are not held back to be compared. */
const MAX_COMPARED = 50_000;

export interface ClosingPlace {
  /** It is stored already, made at the same moment. */
  readonly isStored: boolean;
  /** A person said that it is another one than the stored one, or that what changed is right. */
  readonly isTakenBoth: boolean;
  /** Another closing is stored under its number. */
  readonly isNumberTaken: boolean;
  /** Stored closings that it may tell again under another number or till label. */
  readonly suspects: readonly ClosingName[];
  /** Nobody can say what the closing before left in the drawer; asked while this one is stored. */
  readonly followsBroken: () => boolean;
}

const OPENING_DIFFERENCE = '|opening-difference';

export class OpenClosing {
  readonly read: ReadClosing;
  readonly #place: ClosingPlace;
  readonly #stored: Set<string> | undefined;
  /** BON_IDs that the stored version lacks. */
  readonly #came: string[] = [];
  /** Keys under which receipts of it are stored elsewhere. */
  readonly #twins: string[] = [];
  /** A receipt of it is stored with other content. */
  #hasConflict = false;
  #deferred = 0;
  /** Stored receipts that events of it tell again under other ids, by the natural keys of these. */
  readonly #repeated = new Map<string, ToldAgain>();

  constructor(read: ReadClosing, place: ClosingPlace, events: EventStore) {
    this.read = read;
    this.#place = place;
    this.#stored = place.isStored ? new Set(events.receiptKeys(read)) : undefined;
  }

  /** The stored version stays what it is: cash is chained through that. */
  get isSecond(): boolean {
    return this.#place.isNumberTaken || (this.#place.isStored && this.isChanged);
  }

  /** Stored after all of it was read: only then is it known whether another version of it is stored. */
  isDeferred(event: PosEvent): boolean {
    const isCompared = this.#place.suspects.length > 0 && (this.#deferred += 1) <= MAX_COMPARED;
    return isCompared || (this.#place.isStored && isOpeningDifference(event));
  }

  /** @param deferred all of them */
  compare(deferred: readonly { readonly event: PosEvent }[], closings: RepeatedClosings): void {
    if (this.#place.suspects.length === 0 || this.#deferred > MAX_COMPARED) return;
    const events = deferred.map(({ event }) => event);
    for (const suspect of this.#place.suspects) {
      for (const [key, told] of closings.matches(suspect, events)) this.#repeated.set(key, told);
    }
  }

  /** Undefined where it says another thing than the stored version, until a person takes it. */
  get till(): NewTillClosing | undefined {
    const { till } = this.read;
    if (!till || (this.#place.isStored && this.isChanged)) return undefined;
    if (this.#twins.length === 0) return till;
    // What moved with the receipts that are stored elsewhere moved there.
    const facts = { ...till.facts, elsewhere: [...this.#twins], movedCents: null, lowest: null };
    return { ...till, facts };
  }

  /** The event to be stored: one with the number of another closing gets a key of its own. */
  keyed(event: PosEvent): PosEvent {
    if (!this.#place.isNumberTaken) return event;
    return { ...event, naturalKey: `${event.naturalKey}|${this.read.madeAt}` };
  }

  storeOptions(event: PosEvent, plain: StoreOptions): StoreOptions {
    if (!this.#place.isTakenBoth) return plain;
    const suffix = `|${this.read.madeAt}`;
    const { naturalKey } = event;
    const isTwinOnlyOf = naturalKey.endsWith(suffix) ? naturalKey.slice(0, -suffix.length) : '';
    return { ...plain, isTwinOnlyOf };
  }

  /** @returns whether the event is one that the stored version lacks, and a person has not let it in */
  isFurther(event: PosEvent, isKnown: boolean): boolean {
    if (!this.#stored) return false;
    this.#stored.delete(event.naturalKey);
    if (isKnown || this.#place.isTakenBoth || isOpeningDifference(event)) return false;
    this.#came.push(bonIdOf(event.naturalKey));
    return true;
  }

  /** @returns whether the event is stored elsewhere, under its own id or, as those of its whole closing, under another */
  isTwin({ naturalKey }: PosEvent, judged: Judgement): boolean {
    const told = this.#repeated.get(naturalKey);
    const known =
      judged.kind === 'twin' ? judged.knownKey : told?.isChanged ? undefined : told?.known;
    if (known !== undefined) this.#twins.push(known);
    return known !== undefined;
  }

  /** One that is stored with other amounts is booked beside that only where a person says that both happened. */
  asked(event: PosEvent): PosEvent {
    const told = this.#repeated.get(event.naturalKey);
    return told?.isChanged ? { ...event, question: changedReceipt(event, told.known) } : event;
  }

  noteConflict(): void {
    this.#hasConflict = true;
  }

  get followsBroken(): boolean {
    return this.#place.followsBroken();
  }

  /** Cash cannot be chained through it: nobody knows what was there before it, or what of it counts. */
  get breaksChain(): boolean {
    return this.isChanged || (this.#openingCents === null && this.followsBroken);
  }

  /** Its opening balance is told the first time, and what it ought to be is not known. */
  get isComparedWithNothing(): boolean {
    const { isStored, isNumberTaken } = this.#place;
    return !isStored && !isNumberTaken && this.#openingCents !== null && this.followsBroken;
  }

  get #openingCents(): number | null {
    return this.read.till?.facts.openingCents ?? null;
  }

  /** After its last event: receipts of it are counted in another closing, or the stored version is another one. */
  get isChanged(): boolean {
    return (
      this.#hasConflict ||
      this.#twins.length > 0 ||
      this.#repeated.size > 0 ||
      this.#came.length > 0 ||
      this.#went.length > 0
    );
  }

  get #went(): string[] {
    return this.#place.isTakenBoth ? [] : [...(this.#stored ?? [])].map(bonIdOf);
  }

  /** After its last event. */
  problems(origin: string): ImportProblem[] {
    const difference: ClosingDifference = { came: this.#came, went: this.#went };
    const isChanged = difference.came.length > 0 || difference.went.length > 0;
    return [
      ...(isChanged ? [changedClosing(this.read, difference, origin)] : []),
      ...(this.#twins.length > 0 ? [repeatedClosing(this.read, this.#twins, origin)] : []),
    ];
  }
}

/** Whether the event is the difference that the program calculated from a receipt's opening balance. */
export function isOpeningDifference({ naturalKey }: PosEvent): boolean {
  return naturalKey.includes(OPENING_DIFFERENCE);
}

/** Closings that a new one may tell again: the same till closed that day before, or one closed at this very moment. */
export function suspectsOf(
  { payDesk, number, madeAt, businessDay }: ReadClosing,
  {
    repeated,
    instantOf,
  }: {
    readonly repeated: RepeatedClosings;
    readonly instantOf: (text: string) => number | undefined;
  },
): ClosingName[] {
  if (businessDay === null) return [];
  return repeated
    .ofDay(businessDay)
    .filter(
      (other) =>
        (other.payDesk === payDesk || isSameMoment(other.madeAt, madeAt, instantOf)) &&
        (other.payDesk !== payDesk || Number(other.number) !== Number(number)),
    );
}

/** Another spelling of the same moment is no other closing. */
export function isSameMoment(
  known: string,
  found: string,
  instantOf: (text: string) => number | undefined,
): boolean {
  if (known === found) return true;
  const instant = instantOf(known);
  return instant !== undefined && instant === instantOf(found);
}

/** `dsfinvk|<till>|<closing>|<BON_ID>` */
function bonIdOf(naturalKey: string): string {
  return naturalKey.split('|').slice(3).join('|');
}
