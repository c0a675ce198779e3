import type { Db } from '../../electron/core/db/open.ts';
import { BIRTH_STATES, isLegalMove, type JobState } from '../../shared/domain/states.ts';

/** A job changed its state, or is new: then `from` is undefined. */
export interface Move {
  readonly from: JobState | undefined;
  readonly to: JobState;
}

/** Tells every move of a job that this connection makes from now on, by temporary triggers. */
export function watchMoves(db: Db, onMove: (move: Move) => void): void {
  db.function('move_made', (from: unknown, to: unknown) => {
    onMove({ from: from === null ? undefined : (from as JobState), to: to as JobState });
    return null;
  });
  db.exec(`
    CREATE TEMP TRIGGER moves_watched AFTER UPDATE OF state ON main.jobs WHEN old.state <> new.state
      BEGIN SELECT move_made(old.state, new.state); END;
    CREATE TEMP TRIGGER births_watched AFTER INSERT ON main.jobs BEGIN SELECT move_made(NULL, new.state); END;`);
}

export function watchIllegalMoves(db: Db, onIllegalMove: (told: string) => void): void {
  const births: readonly JobState[] = BIRTH_STATES;
  watchMoves(db, ({ from, to }) => {
    if (from === undefined ? births.includes(to) : isLegalMove(from, to)) return;
    onIllegalMove(
      `A job went from ${from ?? 'nothing'} to ${to}: docs/states.md has no such move.`,
    );
  });
}
