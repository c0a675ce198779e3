/**
 * The tables in which FTS5 keeps an index: whether every row of them belongs to it. What the index finds is compared
 * elsewhere; here is what no answer depends on.
 */
import type Database from 'better-sqlite3';

/** Rows of an index's `_data` that are no page. */
const AVERAGES = 1;
const STRUCTURE = 10;
/** Of a page's id, from the lowest bit: page (31), height (5), doclist index (1), segment (16). */
const PAGE_BITS = 31n;
const HEIGHT_BITS = 5n;
const COOKIE_BYTES = 4;

interface Segment {
  readonly id: number;
  readonly first: number;
  readonly last: number;
}

/**
 * @param again an index of the same jobs, in `temp`
 * @returns the table and the row that do not belong to the index; undefined: none
 */
export function strangeRow(
  db: Database.Database,
  index: string,
  again: string,
): { readonly table: string; readonly row: string | null } | undefined {
  const strange = (part: string, row: string | null) => ({ table: `${index}_${part}`, row });
  const config = (name: string) =>
    JSON.stringify(db.prepare(`SELECT k, v FROM ${name} ORDER BY k`).all());
  if (config(`main.${index}_config`) !== config(`temp.${again}_config`))
    return strange('config', null);

  const block = (name: string, id: number) =>
    db.prepare<[number], Buffer>(`SELECT block FROM ${name} WHERE id = ?`).pluck().get(id);
  const averages = block(`main.${index}_data`, AVERAGES);
  if (!averages || !isSameAverages(averages, block(`temp.${again}_data`, AVERAGES))) {
    return strange('data', String(AVERAGES));
  }
  const structure = block(`main.${index}_data`, STRUCTURE);
  const segments = structure && segmentsOf(structure);
  if (!segments) return strange('data', String(STRUCTURE));

  const known = new Map(segments.map((segment) => [segment.id, segment]));
  let pages = 0;
  const ids = db
    .prepare<[number, number], bigint>(`SELECT id FROM main.${index}_data WHERE id NOT IN (?, ?)`)
    .pluck()
    .safeIntegers();
  for (const id of ids.iterate(AVERAGES, STRUCTURE)) {
    const segment = known.get(Number(id >> (PAGE_BITS + HEIGHT_BITS + 1n)));
    const page = Number(id & ((1n << PAGE_BITS) - 1n));
    const isLeaf = ((id >> PAGE_BITS) & ((1n << (HEIGHT_BITS + 1n)) - 1n)) === 0n;
    if (!segment || (isLeaf && (page < segment.first || page > segment.last))) {
      return strange('data', String(id));
    }
    if (isLeaf) pages += 1;
  }
  const wanted = segments.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  if (pages !== wanted) return strange('data', null);
  return strangeEntry(db, index, known);
}

/** An index that was emptied writes zeros, one that was never filled nothing. */
function isSameAverages(found: Buffer, wanted: Buffer = Buffer.alloc(0)): boolean {
  const withoutZeros = (bytes: Buffer) =>
    bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
  return withoutZeros(found).equals(withoutZeros(wanted));
}

/** Entries say on which page a term begins. */
function strangeEntry(db: Database.Database, index: string, known: ReadonlyMap<number, Segment>) {
  const entries = db.prepare<[], { segid: number; term: Buffer; pgno: number }>(
    `SELECT segid, CAST(term AS BLOB) AS term, pgno FROM main.${index}_idx ORDER BY segid, pgno`,
  );
  const seen = new Set<number>();
  for (const { segid, term, pgno } of entries.iterate()) {
    const segment = known.get(segid);
    const page = Math.floor(pgno / 2);
    const isFirst = !seen.has(segid);
    const isRight =
      segment &&
      page >= segment.first &&
      page <= segment.last &&
      (!isFirst || page === segment.first);
    if (!isRight || (isFirst && term.length > 0)) {
      return { table: `${index}_idx`, row: JSON.stringify([segid, term.toString()]) };
    }
    seen.add(segid);
  }
  return seen.size === known.size ? undefined : { table: `${index}_idx`, row: null };
}

/** @returns undefined when it is none that this program's SQLite writes */
function segmentsOf(structure: Buffer): Segment[] | undefined {
  if (structure.readUInt32BE(0) !== 0) return undefined;
  let at = COOKIE_BYTES;
  const next = (): number => {
    let value = 0;
    for (let byte = 0; byte < 9; byte++) {
      const read = structure[at++];
      if (read === undefined) return Number.NaN;
      value = value * 128 + (read & 0x7f);
      if (read < 0x80) return value;
    }
    return Number.NaN;
  };
  const levels = next();
  const count = next();
  next();
  const segments: Segment[] = [];
  for (let level = 0; level < levels; level++) {
    next();
    const size = next();
    for (let segment = 0; segment < size; segment++) {
      const [id, first, last] = [next(), next(), next()];
      segments.push({ id, first, last });
    }
  }
  return at === structure.length && segments.length === count ? segments : undefined;
}
