/** Closings of the period with cash book, seals and gaps, written into a folder; what is not sealed is open. */
import { isNote, type ClosingLine } from '../../../shared/domain/closing.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import { closingKey } from '../../core/db/closings/index.ts';
import { createJobList } from '../../core/db/job-list.ts';
import { createJobMoves } from '../../core/db/jobs/moves.ts';
import type { Journal } from '../../core/db/journal.ts';
import { openedBy } from '../closing/kept-line.ts';
import { localReason } from '../closing/local-reasons.ts';
import { createClosingSealing } from '../closing/parts.ts';
import { cashRows } from './cash-rows.ts';
import {
  CASH_BOOK,
  CLOSING_JOBS,
  CLOSING_PAYMENTS,
  CLOSINGS,
  GAPS,
  REASONS,
  SEALS,
  type ClosingRow,
} from './tables/closings.ts';
import type { FolderWork } from './work.ts';

/** Of one closing; each time that it was sealed or opened again is one. */
const MOST_SEALS = 10_000;

/** @returns the closings, in the order of store, pay desk, currency and number */
export async function writeClosings(
  work: FolderWork,
  { journal, clock }: { readonly journal: Journal; readonly clock: Clock },
): Promise<ClosingRow[]> {
  const { db, period, language } = work;
  const { closings, sealing } = createClosingSealing({
    ...{ db, journal, clock },
    list: createJobList(db),
    moves: createJobMoves(db),
    // What RetailSuite had when it was last read is kept; a folder asks nobody.
    connector: () => undefined,
    onChange: () => undefined,
  });
  const found = closings.closingsBetween(period.from, period.to);
  const reckoning = closings.beginReckoning();
  const rows: ClosingRow[] = [];
  const refs = new Map<number, (typeof found.closings)[number]>();
  for (const [index, ref] of found.closings.entries()) {
    const { lineIn, readAt, history } = sealing.standing(ref, reckoning);
    const line = lineIn(language);
    const id = index + 1;
    if (line.currency !== null) work.seen(line.currency);
    refs.set(id, ref);
    rows.push({
      ...{ id, line, readAt },
      book: closings.cashBookOf(ref, reckoning.books),
      closedAt: ref.till?.closedAt ?? null,
      madeAt: ref.till?.madeAt ?? null,
      seal: line.sealed ? (history.find(({ sealed }) => sealed) ?? null) : null,
    });
    if (!line.sealed) noteReasons(work, lineIn);
    await work.pace();
  }
  if (rows.length === 0) work.note('no-closing');
  for (const { day, payDesk, count } of found.open) {
    const textIn = (each: Language) =>
      `${day}: ${localReason('day-running', each, [payDesk], count).text}`;
    const texts = { de: textIn('de'), en: textIn('en') };
    work.noteClosing({ code: 'day-running', closing: null, texts });
  }
  await work.fillAll(CLOSINGS, rows);
  await work.fillAll(CLOSING_PAYMENTS, paymentsOf(rows));
  await work.fillAll(
    GAPS,
    ofEach(rows, ({ id, line }) => line.gaps.map((gap) => ({ id, gap }))),
  );
  await work.fillAll(
    REASONS,
    ofEach(rows, ({ id, line }) => line.reasons.map((reason) => ({ id, reason }))),
  );
  await work.fill(SEALS, async (file) => {
    for (const [id, ref] of refs) {
      const seals = sealing.seals.of(closingKey(ref), MOST_SEALS).reverse();
      for (const seal of seals) {
        const reopenedBy = openedBy(seal, language);
        await file.write({ ...seal, reopenedBy, closingId: id });
      }
    }
  });
  await work.fill(CLOSING_JOBS, async (file) => {
    for (const [id, ref] of refs) {
      for (const job of closings.jobsOf(ref)) await file.write({ id, job: job.id });
      await work.pace();
    }
  });
  await work.fill(CASH_BOOK, async (file) => {
    for (const { id, book } of rows) {
      const ref = refs.get(id);
      // Nothing of a blocked closing is stored: there is no drawer to tell of.
      if (!ref || ref.isBlocked) continue;
      for (const row of cashRows(id, ref, book, closings.cashMovesOf(ref))) await file.write(row);
      await work.pace();
    }
  });
  return rows;
}

function noteReasons(work: FolderWork, lineIn: (language: Language) => ClosingLine): void {
  const { payDesk, closing, reasons } = lineIn('de');
  const english = lineIn('en').reasons;
  for (const [index, { code, text }] of reasons.entries()) {
    if (isNote(code)) continue;
    const texts = { de: text, en: english[index]?.text ?? text };
    work.noteClosing({ code, closing: `${payDesk}/${closing}`, texts });
  }
}

function* ofEach<Row>(
  rows: readonly ClosingRow[],
  of: (row: ClosingRow) => Iterable<Row>,
): Iterable<Row> {
  for (const row of rows) yield* of(row);
}

function paymentsOf(rows: readonly ClosingRow[]) {
  return ofEach(rows, ({ id, line: { till, currency } }) =>
    currency === null
      ? []
      : (till?.payments ?? []).map((payment) => ({ id, currency, ...payment })),
  );
}
