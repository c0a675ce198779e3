/** What `verify` finds wrong. */

export interface Finding {
  /** `row-changed`, `entry-missing`, …: one word for machines. */
  readonly code: string;
  /** The table, or `originals` or `anchor`. */
  readonly table: string;
  /** Its number, its key as a JSON array, or the path of an original; null: the table as a whole. */
  readonly row: number | string | null;
  readonly text: string;
}

export type OnFinding = (finding: Finding) => void;
