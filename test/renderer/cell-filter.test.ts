/** A cell's condition finds its own row; hiding finds exactly the others; what the bar held is kept. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  conditionSchema,
  JOB_COLUMN_NAMES,
  type Condition,
  type JobRow,
} from '../../shared/domain/job-list.ts';
import type { FilterEntry } from '../../shared/domain/preferences.ts';
import { createFormats } from '../../renderer/format/formats.ts';
import { createI18n } from '../../renderer/locales/i18n.ts';
import { cellFilter, withCellFilter } from '../../renderer/features/list/cell-filter.ts';
import { MAX_CONDITIONS } from '../../renderer/features/list/filter-choices.ts';
import { FakeBackend } from './fake-api.ts';
import { SAMPLE_NOW, SAMPLE_TIME_ZONE, sampleJob, sampleJobs } from './sample-jobs.ts';

const formats = createFormats('de', SAMPLE_TIME_ZONE);
const { t } = createI18n('de');
const jobs = [...sampleJobs(84), sampleJob(90, { store: 'x'.repeat(300), currency: 'CHF' })];
const backend = new FakeBackend({ jobs, clock: () => SAMPLE_NOW });

function found(conditions: readonly Condition[]): readonly JobRow[] {
  const sort = { column: 'id', direction: 'desc' } as const;
  return backend.page({ conditions: [...conditions], sort, offset: 0, limit: 1_000 }).rows;
}
const applied = (filters: readonly FilterEntry[]) =>
  found(filters.filter(({ active }) => active).map(({ condition }) => condition));

describe('the filter of a cell', () => {
  it('is valid, finds its row, and hiding leaves exactly the others', () => {
    let asked = 0;
    for (const row of jobs) {
      for (const column of JOB_COLUMN_NAMES) {
        const filter = cellFilter(row, column, { filters: [], formats, t });
        for (const condition of [filter?.only, filter?.without]) {
          if (condition != null) expect(conditionSchema.safeParse(condition).error).toBeUndefined();
        }
        if (!filter?.only) continue;
        asked += 1;
        const only = found([filter.only]).map(({ id }) => id);
        expect(only, `${column} of ${row.id}`).toContain(row.id);
        if (!filter.without) continue;
        const others = found([filter.without]).map(({ id }) => id);
        expect(new Set([...only, ...others]).size).toBe(jobs.length);
        expect(others.filter((id) => only.includes(id))).toEqual([]);
      }
    }
    expect(asked).toBeGreaterThan(1_000);
  });

  it('never shows more than before, and loses no condition (any sequence of clicks)', () => {
    const click = fc.record({
      row: fc.nat(),
      column: fc.constantFrom(...JOB_COLUMN_NAMES),
      hides: fc.boolean(),
    });
    const seed = Number(process.env['SEED'] ?? Date.now());
    console.log(`cell filter: SEED=${seed}`);
    fc.assert(
      fc.property(fc.array(click, { maxLength: 8 }), (clicks) => {
        let filters: readonly FilterEntry[] = [];
        for (const { row: index, column, hides } of clicks) {
          const before = applied(filters);
          const row = before[index % before.length];
          if (!row) break;
          const filter = cellFilter(row, column, { filters, formats, t });
          const condition = hides ? filter?.without : filter?.only;
          if (condition == null) continue;
          const next = withCellFilter(filters, condition);
          expect(next?.map(({ id }) => id)).toEqual(
            expect.arrayContaining(filters.map(({ id }) => id)),
          );
          const after = applied(next ?? []).map(({ id }) => id);
          expect(before.map(({ id }) => id)).toEqual(expect.arrayContaining(after));
          expect(after.includes(row.id)).toBe(!hides);
          filters = next ?? [];
        }
      }),
      { seed, numRuns: 150 },
    );
  });

  it('names a way of paying in words, and looks for what the till wrote', () => {
    const row = sampleJob(1, { paymentType: 'ElZahlungsdienstleister PayPal' });
    expect(cellFilter(row, 'paymentType', { filters: [], formats, t })).toMatchObject({
      text: 'Zahlungsdienst: PayPal',
      only: { kind: 'choice', column: 'paymentType', values: ['ElZahlungsdienstleister PayPal'] },
    });
  });

  it('is not added to a full bar, and a condition that is there already is switched on', () => {
    const condition: Condition = { kind: 'range', column: 'id', from: 7, to: 7 };
    const full = Array.from({ length: MAX_CONDITIONS }, (_, index): FilterEntry => ({
      id: `f${index + 1}`,
      active: false,
      condition: { kind: 'range', column: 'id', from: index, to: index },
    }));
    expect(withCellFilter(full, { ...condition, from: 99, to: 99 })).toBeUndefined();
    const again = withCellFilter(full, condition);
    expect(again).toHaveLength(MAX_CONDITIONS);
    expect(again?.filter(({ active }) => active).map(({ id }) => id)).toEqual(['f8']);
  });
});
