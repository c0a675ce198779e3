/** Tries of rechecking, kept over a restart: by lot, when it may be tried again and which job went ahead last. */
import type { Db } from './open.ts';

/** The last try with a lot. */
export interface Tried {
  readonly facts: string;
  readonly count: number;
  readonly notBefore: number;
  /** The next try takes another job, which may have a better chance. */
  readonly lastId: number;
}

export interface AttentionTries {
  all(): Map<string, Tried>;
  put(lot: string, tried: Tried): void;
  remove(lot: string): void;
}

export function createAttentionTries(db: Db): AttentionTries {
  const all = db.prepare<[], Tried & { readonly lot: string }>(
    'SELECT lot, facts, count, not_before AS notBefore, last_id AS lastId FROM attention_tries',
  );
  const put = db.prepare<[object]>(
    `INSERT INTO attention_tries (lot, facts, count, not_before, last_id)
     VALUES (@lot, @facts, @count, @notBefore, @lastId)
     ON CONFLICT (lot) DO UPDATE SET
       facts = excluded.facts, count = excluded.count,
       not_before = excluded.not_before, last_id = excluded.last_id`,
  );
  const remove = db.prepare<[string]>('DELETE FROM attention_tries WHERE lot = ?');
  return {
    all: () => new Map(all.all().map(({ lot, ...tried }) => [lot, tried])),
    put(lot, tried) {
      put.run({ lot, ...tried });
    },
    remove(lot) {
      remove.run(lot);
    },
  };
}
