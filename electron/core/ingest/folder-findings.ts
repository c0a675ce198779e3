/** Why things in a watched folder were not taken: grouped by reason, each with the names that a person looks for. */
import type { SetupProblem, SetupProblemCode } from '../../../shared/domain/setup-problems.ts';
import { codeOf, isDiskFull } from '../db/disk-fault.ts';

export interface FolderFinding {
  readonly problem: SetupProblem;
  /** The deliveries concerned, at most `MAX_NAMES`; empty: the folder itself. */
  readonly names: readonly string[];
  /** How many more there are. */
  readonly more: number;
}

/** The result of one look at the folder. */
export interface Sweep {
  readonly findings: readonly FolderFinding[];
  /** Something may still be growing: the next look comes so soon; undefined: nothing is. */
  readonly nextLookMs: number | undefined;
}

/** More names help nobody. */
const MAX_NAMES = 10;

export type Doing = 'reading' | 'delivery' | 'archiving';

export class FolderFindings {
  readonly #found = new Map<SetupProblemCode, { detail: string; names: string[]; count: number }>();

  add(code: SetupProblemCode, name: string | null, detail = ''): void {
    const known = this.#found.get(code) ?? { detail, names: [], count: 0 };
    this.#found.set(code, known);
    if (name === null) return;
    known.count += 1;
    if (known.names.length < MAX_NAMES) known.names.push(name);
  }

  /** @returns whether a person can mend it; what passes by itself is not noted */
  addError(error: unknown, doing: Doing, name: string | null): boolean {
    const code = problemCodeOf(error, doing);
    if (code === null) return false;
    this.add(code, name, error instanceof Error ? error.message : String(error));
    return true;
  }

  all(): FolderFinding[] {
    return [...this.#found].map(([code, { detail, names, count }]) => ({
      problem: { code, detail },
      names,
      more: count - names.length,
    }));
  }
}

const NO_RIGHT: readonly string[] = ['EACCES', 'EPERM', 'EROFS'];

/** Null: it passes by itself. */
function problemCodeOf(error: unknown, doing: Doing): SetupProblemCode | null {
  const code = codeOf(error);
  if (isDiskFull(code)) return 'drive-full';
  switch (doing) {
    case 'delivery':
      // Somebody took it away again.
      return code === 'ENOENT' ? null : 'delivery-unreadable';
    case 'archiving':
      if (code === 'ENOENT') return null;
      return NO_RIGHT.includes(code) ? 'folder-unwritable' : 'delivery-stuck';
    case 'reading':
      if (code === 'ENOENT') return 'folder-missing';
      return code === 'ENOTDIR' || code === 'EEXIST' ? 'folder-is-file' : 'folder-unreadable';
  }
}
