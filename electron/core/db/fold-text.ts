/** `fold_text` in SQL, as the search compares texts; every connection that searches, migrates or verifies needs it. */
import type Database from 'better-sqlite3';
import { foldText } from '../../../shared/domain/fold-text.ts';

export function defineFoldText(db: Database.Database): void {
  db.function('fold_text', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? foldText(text) : null,
  );
}
