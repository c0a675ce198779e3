/** Problems of the import that wait for a person, by the closing that they are about. */
import { keysOfClosing } from '../natural-keys.ts';
import type { Db } from '../open.ts';
import type { ClosingRef } from './closing-ref.ts';

interface Row {
  readonly kind: string;
  readonly key: string | null;
  readonly blockedDesk: string | null;
  readonly blocked: string | null;
  readonly store: string | null;
  readonly payDesk: string | null;
  readonly closing: string | null;
  readonly day: string | null;
  readonly currency: string | null;
  readonly message: string | null;
}

export interface OpenQuestions {
  of(ref: ClosingRef): readonly string[];
}

export function createQuestions(db: Db) {
  const open = db.prepare<[], Row>(
    `SELECT json_extract(detail, '$.kind') AS kind, json_extract(detail, '$.conflict.naturalKey') AS key,
       json_extract(detail, '$.closing.payDesk') AS blockedDesk, json_extract(detail, '$.closing.closing') AS blocked,
       json_extract(detail, '$.incoming.store') AS store, json_extract(detail, '$.incoming.payDesk') AS payDesk,
       json_extract(detail, '$.incoming.closing') AS closing, json_extract(detail, '$.incoming.businessDay') AS day,
       json_extract(detail, '$.incoming.currency') AS currency,
       json_extract(detail, '$.conflict.message') AS message
     FROM attention_problems WHERE resolved_at IS NULL AND json_extract(detail, '$.kind') IN ('conflict', 'blocked-closing')`,
  );
  const isExplained = db
    .prepare<[string, string], number>(
      `SELECT 1 FROM attention_problems WHERE fingerprint > ? AND fingerprint < ? AND resolved_at IS NOT NULL
         AND instr(fingerprint, '|opening-difference') > 0 LIMIT 1`,
    )
    .pluck();

  return {
    /** Read once for all closings of a report. */
    open(): OpenQuestions {
      const rows = open.all();
      return {
        of: (ref) => rows.filter((row) => isAbout(row, ref)).map(({ message }) => message ?? ''),
      };
    },
    /** A person decided what the difference between opening value and closing before was, whatever was booked of it. */
    isOpeningDecided({ payDesk, number }: ClosingRef): boolean {
      const [from, to] = keysOfClosing(payDesk, number);
      return isExplained.get(`conflict|${from}`, `conflict|${to}`) === 1;
    },
  };
}

export type Questions = ReturnType<typeof createQuestions>;

function isAbout(
  row: Row,
  { store, payDesk, currency, number, till, others }: ClosingRef,
): boolean {
  if (row.kind === 'blocked-closing') return row.blockedDesk === payDesk && row.blocked === number;
  const key = row.key ?? '';
  const own = `dsfinvk|${payDesk}|${number}`;
  if (key === own || key.startsWith(`${own}|`)) {
    const suffixes = [till, ...others].flatMap((one) => (one ? [`|${one.madeAt}`] : []));
    const named = suffixes.find((suffix) => key.includes(suffix));
    return named === undefined || named === `|${till?.madeAt ?? ''}`;
  }
  if (row.payDesk !== payDesk || row.store !== store || row.currency !== currency) return false;
  if (row.closing !== null) return row.closing === number;
  return till?.origin === 'inbox' && row.day === till.businessDay;
}
