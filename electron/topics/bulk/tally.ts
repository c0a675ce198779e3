/** Count, money and age of jobs, added up one by one. */
import type { Tally } from '../../../shared/contract/contract.ts';

export class Sum {
  #count = 0;
  #oldestAt: number | null = null;
  readonly #sums = new Map<string, number>();

  add(job: {
    readonly amount: number;
    readonly currency: string;
    readonly createdAt: number;
  }): void {
    this.#count += 1;
    this.#sums.set(job.currency, (this.#sums.get(job.currency) ?? 0) + job.amount);
    if (this.#oldestAt === null || job.createdAt < this.#oldestAt) this.#oldestAt = job.createdAt;
  }

  /** A job of which nothing is known but that it was asked for. */
  addUnknown(): void {
    this.#count += 1;
  }

  tally(): Tally {
    return {
      count: this.#count,
      sums: Object.fromEntries(this.#sums),
      oldestAt: this.#oldestAt,
    };
  }
}
