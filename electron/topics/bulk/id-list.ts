/** A growing list of job ids that costs eight bytes each: a million of them must not weigh on the program. */
const CHUNK_IDS = 65_536;

export class IdList {
  readonly #chunks: Float64Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(id: number): void {
    const at = this.#length % CHUNK_IDS;
    if (at === 0) this.#chunks.push(new Float64Array(CHUNK_IDS));
    const chunk = this.#chunks.at(-1);
    if (chunk) chunk[at] = id;
    this.#length += 1;
  }

  /** Ids from `start` up to, not including, `end`. */
  slice(start: number, end: number): number[] {
    const ids: number[] = [];
    for (let at = start; at < Math.min(end, this.#length); at++) {
      ids.push(this.#chunks[Math.floor(at / CHUNK_IDS)]?.[at % CHUNK_IDS] ?? 0);
    }
    return ids;
  }
}
