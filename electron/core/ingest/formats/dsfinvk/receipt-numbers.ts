/** The number range of a closing's receipts, where its numbers are one. Pure. */
import { numberedOn, runsOf, type Runs } from '../../../db/closings/number-runs.ts';
import type { ReceiptRow } from './staging.ts';

type Given = Pick<ReceiptRow, 'nr' | 'id' | 'type' | 'endedAt'>;

const NONE: Runs = { runs: [], repeats: [] };

/** BON_NR where the till gives one, else BON_ID where those follow one another. */
export class ReceiptNumbers {
  readonly #numbers: [prefix: string, number: number][] = [];
  /** Of receipts that move money: others may be counted elsewhere. */
  readonly #spans = new Map<string, { first: number; last: number }>();
  readonly #others: number[] = [];
  readonly #ids: [prefix: string, number: number][] = [];
  #width = 0;
  #idWidth = 0;
  #withoutNumber = 0;

  add({ nr, id, type, endedAt }: Given): void {
    const counted = numberedOn(nr, endedAt);
    if (counted) {
      if (type !== 'Beleg') this.#others.push(this.#numbers.length);
      else widen(this.#spans, counted.prefix, counted.number);
      this.#width = Math.max(this.#width, counted.width);
      this.#numbers.push([counted.prefix, counted.number]);
    } else this.#withoutNumber += 1;
    const named = numberedOn(id, endedAt);
    if (!named) return;
    this.#ids.push([named.prefix, named.number]);
    this.#idWidth = Math.max(this.#idWidth, named.width);
  }

  result(): Runs & { readonly width: number } {
    if (this.#withoutNumber === 0) {
      const runs = runsOf(this.#near());
      if (isRange(runs)) return { ...runs, width: this.#width };
    }
    const ids = runsOf(this.#ids);
    const isWhole = this.#ids.length === this.#numbers.length + this.#withoutNumber;
    return isWhole && isRange(ids) && isDense(ids)
      ? { ...ids, width: this.#idWidth }
      : { ...NONE, width: 0 };
  }

  /** Orders and trainings that are counted by themselves are no part of the receipts' range. */
  #near(): [string, number][] {
    const margin = this.#others.length;
    const apart = new Set(
      this.#others.filter((at) => {
        const [prefix, number] = this.#numbers[at] as [string, number];
        const span = this.#spans.get(prefix);
        return span && (number < span.first - margin || number > span.last + margin);
      }),
    );
    return apart.size === 0 ? this.#numbers : this.#numbers.filter((_number, at) => !apart.has(at));
  }
}

function widen(
  spans: Map<string, { first: number; last: number }>,
  prefix: string,
  number: number,
) {
  const known = spans.get(prefix);
  if (!known) spans.set(prefix, { first: number, last: number });
  else {
    known.first = Math.min(known.first, number);
    known.last = Math.max(known.last, number);
  }
}

const total = (runs: Runs['runs']) =>
  runs.reduce((sum, [, first, last]) => sum + last - first + 1, 0);

/** Numbers that mostly repeat are counted anew within the closing, by terminal or by table. */
function isRange({ runs, repeats }: Runs): boolean {
  return total(repeats) * 2 < total(runs);
}

/** Ids that happen to end with digits are no range. */
function isDense({ runs }: Runs): boolean {
  const spans = new Map<string, { first: number; last: number }>();
  for (const [prefix, first, last] of runs) {
    widen(spans, prefix, first);
    widen(spans, prefix, last);
  }
  const span = [...spans.values()].reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return spans.size <= 2 && total(runs) * 2 >= span;
}
