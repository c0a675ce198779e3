/** The user's arrangement: what filters and what does not, ranges that move with the calendar, typed numbers, saving. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_JOB_VIEW,
  DEFAULT_PREFERENCES,
  type FilterEntry,
} from '../../shared/domain/preferences.ts';
import { pageRequestSchema } from '../../shared/domain/job-list.ts';
import { DAY } from '../../shared/domain/time.ts';
import { createClient } from '../../renderer/api.ts';
import { createFormats } from '../../renderer/format/formats.ts';
import { instantOf, wallTimeOf } from '../../shared/domain/calendar.ts';
import { presetDays, presetInstants } from '../../renderer/format/time-ranges.ts';
import { formatRoute, parseRoute } from '../../renderer/router.ts';
import { keepIdentity } from '../../renderer/store/job-page.ts';
import { moveColumn } from '../../renderer/store/columns.ts';
import { activeFilters, pageRequest } from '../../renderer/store/filters.ts';
import { createView } from '../../renderer/store/view.ts';
import { formatTyped, parseTyped } from '../../renderer/format/typed-number.ts';
import { prettyJson } from '../../renderer/ui/Json.tsx';
import { FakeBackend } from './fake-api.ts';
import { ManualTimers } from './manual-timers.ts';
import { SAMPLE_NOW, SAMPLE_TIME_ZONE, sampleJob, sampleJobs } from './sample-jobs.ts';

const BERLIN = SAMPLE_TIME_ZONE;
const entry = (
  condition: FilterEntry['condition'],
  more: Partial<FilterEntry> = {},
): FilterEntry => ({ id: 'f1', active: true, condition, ...more });

describe('conditions', () => {
  it('count only when they are switched on and say something', () => {
    const filters = [
      entry({ kind: 'choice', column: 'status', values: [] }),
      entry({ kind: 'choice', column: 'status', values: ['pending'] }),
      entry({ kind: 'choice', column: 'type', values: ['cash-in'] }, { active: false }),
      entry({ kind: 'text', column: 'billNumber', operator: 'contains', text: '  ' }),
      entry({ kind: 'text', column: 'billNumber', operator: 'empty', text: '' }),
      entry({ kind: 'range', column: 'amount' }),
      entry({ kind: 'range', column: 'amount', from: 0 }),
      entry({ kind: 'range', column: 'createdAt' }, { preset: 'today' }),
    ];
    const active = activeFilters({ filters });
    expect(active.map((each) => filters.indexOf(each))).toEqual([1, 4, 6, 7]);
  });

  it('ask for the range that the preset means today, not the day it was chosen', () => {
    const filters = [entry({ kind: 'range', column: 'createdAt' }, { preset: 'today' })];
    const preferences = {
      ...DEFAULT_PREFERENCES,
      language: 'de' as const,
      theme: 'system' as const,
      dates: 'iso' as const,
      jobView: { ...DEFAULT_JOB_VIEW, filters },
    };
    const ask = (now: number) => pageRequest({ preferences, page: 2 }, () => now, BERLIN);
    const today = ask(SAMPLE_NOW);
    const tomorrow = ask(SAMPLE_NOW + DAY);
    expect(today).toMatchObject({ offset: 50, limit: 25 });
    expect(today.conditions[0]).toMatchObject({ from: Date.parse('2021-11-10T00:00:00+01:00') });
    expect(tomorrow.conditions[0]).toMatchObject({ from: Date.parse('2021-11-11T00:00:00+01:00') });
    expect(pageRequestSchema.safeParse(today).success).toBe(true);
  });
});

describe('calendar ranges in the store’s zone', () => {
  it('know today, yesterday, the week from Monday and the whole last month', () => {
    expect(presetDays('today', SAMPLE_NOW, BERLIN)).toEqual({
      from: '2021-11-10',
      to: '2021-11-10',
    });
    expect(presetDays('yesterday', SAMPLE_NOW, BERLIN).from).toBe('2021-11-09');
    expect(presetDays('this-week', SAMPLE_NOW, BERLIN)).toEqual({
      from: '2021-11-08',
      to: '2021-11-14',
    });
    expect(presetDays('last-month', SAMPLE_NOW, BERLIN)).toEqual({
      from: '2021-10-01',
      to: '2021-10-31',
    });
  });

  it('have 23 and 25 hours on the days of the time change', () => {
    const lengthOf = (noon: string) => {
      const { from, to } = presetInstants('today', Date.parse(noon), BERLIN);
      return (to - from + 1) / 3_600_000;
    };
    expect(lengthOf('2021-03-28T12:00:00Z')).toBe(23);
    expect(lengthOf('2021-10-31T12:00:00Z')).toBe(25);
    expect(lengthOf('2021-11-10T12:00:00Z')).toBe(24);
  });

  it('reads wall-clock text back as the same instant', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000 }), (hours) => {
        const instant = Date.UTC(2000, 0, 1) + (hours % 400_000) * 3_600_000;
        const wall = wallTimeOf(instant, BERLIN);
        // The first one is meant of the hour that comes twice in autumn.
        expect([instant, instant - 3_600_000]).toContain(instantOf(wall, BERLIN));
      }),
    );
    expect(instantOf('nonsense', BERLIN)).toBeNaN();
  });
});

describe('typed numbers', () => {
  it.each([
    ['1.284,50', 'de', 128_450],
    ['1,284.50', 'en', 128_450],
    ['59,9', 'de', 5_990],
    ['-12', 'de', -1_200],
    ['−12,34 €', 'de', -1_234],
    ['', 'de', undefined],
    // The other language's decimal point, before digits that make no group.
    ['12.5', 'de', 1_250],
    ['12,345', 'de', Number.NaN],
    ['acht', 'de', Number.NaN],
  ] as const)('%s (%s)', (text, language, minor) => {
    expect(parseTyped(text, 'amount', language)).toEqual(minor);
  });

  it('read back what is shown, to the cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e11, max: 1e11 }),
        fc.constantFrom('de' as const, 'en' as const),
        (minor, language) => {
          expect(parseTyped(formatTyped(minor, 'amount', language), 'amount', language)).toBe(
            minor,
          );
        },
      ),
    );
  });
});

describe('the view', () => {
  it('is saved once after a burst of changes, and says so when that fails', async () => {
    const backend = new FakeBackend({ clock: () => SAMPLE_NOW });
    const timers = new ManualTimers();
    const view = createView(createClient(backend.api), timers);
    view.change({ columnsOpen: true });
    view.change({ pageSize: 50 });
    expect(timers.count).toBe(1);
    await view.flush();
    expect(backend.calls).toHaveLength(1);
    expect(backend.preferences.jobView).toMatchObject({ columnsOpen: true, pageSize: 50 });

    backend.failing.set('preferences.save', 'disk full');
    view.setPreferences({ theme: 'dark' });
    await view.flush();
    expect(view.store.getState().saveFailed).toBe(true);
  });

  it('goes to the first page when other rows are asked for, and stays when not', () => {
    const backend = new FakeBackend({ clock: () => SAMPLE_NOW });
    const view = createView(createClient(backend.api), new ManualTimers());
    view.setPage(3);
    view.change({ columns: ['id'] });
    expect(view.store.getState().page).toBe(3);
    view.change({ filters: [] });
    expect(view.store.getState().page).toBe(0);
  });

  it('moves a column before or after another', () => {
    expect(moveColumn(['id', 'type', 'status'], 'status', 'id', 'before')).toEqual([
      'status',
      'id',
      'type',
    ]);
    expect(moveColumn(['id', 'type', 'status'], 'id', 'type', 'after')).toEqual([
      'type',
      'id',
      'status',
    ]);
    expect(moveColumn(['id', 'type'], 'id', 'id', 'after')).toEqual(['id', 'type']);
  });
});

describe('rows', () => {
  it('keep their identity while their content is the same', () => {
    const old = sampleJobs(3);
    const fresh = structuredClone(old);
    expect(keepIdentity(old, fresh)).toBe(old);
    const changed = [...fresh.slice(0, 2), sampleJob(2, { attempts: 9 })];
    const kept = keepIdentity(old, changed);
    expect(kept[0]).toBe(old[0]);
    expect(kept[2]).toBe(changed[2]);
  });
});

describe('addresses', () => {
  it('are read back as what was written', () => {
    for (const route of [
      { name: 'jobs', page: 0 },
      { name: 'jobs', page: 41 },
      { name: 'job', id: 2292 },
      { name: 'attention' },
    ] as const) {
      expect(parseRoute(formatRoute(route))).toEqual(route);
    }
  });

  it('of the notices of the import lead to the page that shows them now', () => {
    expect(parseRoute('#/problems')).toEqual({ name: 'attention' });
  });

  it.each(['', '#', '#/nonsense', '#/jobs/0', '#/jobs/-1', '#/jobs?page=0', '#/jobs?page=x'])(
    'lead to the list when they mean nothing: %s',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ name: 'jobs', page: 0 });
    },
  );
});

describe('JSON on screen', () => {
  it('keeps numbers exactly as they came, and changes nothing but white space', () => {
    const text =
      '{"id":12345678901234567890,"umsatz":59.990,"s":"a:{,}\\"","e":[],"o":{},"n":[1,2]}';
    const pretty = prettyJson(text);
    expect(pretty).toContain('12345678901234567890');
    expect(pretty).toContain('59.990');
    expect(JSON.parse(pretty)).toEqual(JSON.parse(text));
  });

  it('is indented as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: unknown = JSON.parse(json);
        const compact = JSON.stringify(value);
        expect(prettyJson(compact)).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('leaves text that is no JSON alone', () => {
    expect(prettyJson('<html>502</html>')).toBe('<html>502</html>');
  });
});

describe('formats', () => {
  it('write money by its currency, and times relative in words', () => {
    const de = createFormats('de', BERLIN);
    expect(de.money(-4_200, 'EUR').replace(/\s/g, ' ')).toBe('-42,00 €');
    expect(de.money(500, 'JPY').replace(/\s/g, ' ')).toBe('500 ¥');
    expect(de.relative(SAMPLE_NOW + 3 * 60_000, SAMPLE_NOW)).toBe('in 3 Min.');
    expect(de.day('2021-11-10')).toBe('10.11.2021');
    expect(de.day('not a day')).toBe('not a day');
    expect(de.duration(420)).toBe('420 ms');
    expect(de.duration(1_234)).toBe('1,2 s');
  });

  it('write dates in figures as the person chose, in the time of the store', () => {
    const at = Date.UTC(2026, 6, 1, 22, 30);
    expect(createFormats('de', BERLIN).dateTime(at)).toBe('02.07.2026, 00:30');
    const iso = createFormats('de', BERLIN, 'iso');
    expect(iso.dateTime(at)).toBe('2026-07-02 00:30');
    expect(iso.day('2026-07-01')).toBe('2026-07-01');
  });
});
