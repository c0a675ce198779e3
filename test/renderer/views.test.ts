import { describe, expect, it } from 'vitest';
import {
  DEFAULT_JOB_VIEW,
  DEFAULT_PREFERENCES,
  readPreferences,
} from '../../shared/domain/preferences.ts';
import { formatRoute, parseRoute } from '../../renderer/router.ts';
import { createView } from '../../renderer/store/view.ts';
import { findView, isChanged, ownId } from '../../shared/domain/views.ts';

function openView(stored = DEFAULT_PREFERENCES) {
  const client = { call: () => Promise.resolve(null) } as never;
  const view = createView(client, { after: () => () => undefined });
  view.load(stored);
  return view;
}
const preferencesOf = (view: ReturnType<typeof openView>) => view.store.getState().preferences;

describe('a view', () => {
  it('of the program shows its rows and leaves columns and page size as they are', () => {
    const view = openView();
    view.change({ columns: ['id', 'amount'], pageSize: 100 });
    view.select('differences');
    expect(preferencesOf(view).jobView).toMatchObject({
      columns: ['id', 'amount'],
      pageSize: 100,
      filters: [{ condition: { column: 'type', values: ['opening-diff', 'close-diff'] } }],
    });
    expect(isChanged(preferencesOf(view))).toBe(false);
  });

  it('says that it was changed, and goes back to what it was', () => {
    const view = openView();
    view.select('needs-me');
    view.change({ search: 'RB2021' });
    expect(isChanged(preferencesOf(view))).toBe(true);
    view.select('needs-me');
    expect(isChanged(preferencesOf(view))).toBe(false);
    expect(preferencesOf(view).jobView.search).toBe('');
  });

  it('of the user is saved, renamed, replaced by its name, and removed', () => {
    const view = openView();
    view.change({ search: 'Kasse 2' });
    view.saveAs('  Meine  ');
    expect(preferencesOf(view)).toMatchObject({ currentView: ownId('Meine') });
    view.select('all');
    view.select(ownId('Meine'));
    expect(preferencesOf(view).jobView.search).toBe('Kasse 2');
    view.rename('Meine', 'رأي 🧾');
    expect(preferencesOf(view).currentView).toBe(ownId('رأي 🧾'));
    view.change({ search: 'other' });
    view.saveAs('رأي 🧾');
    expect(preferencesOf(view).views).toHaveLength(1);
    view.remove('رأي 🧾');
    expect(preferencesOf(view)).toMatchObject({ currentView: 'all', views: [] });
  });

  it('asked for by an address is shown; the one that is shown already keeps its changes', () => {
    const view = openView();
    view.ask('today');
    expect(preferencesOf(view).currentView).toBe('today');
    view.change({ search: 'x' });
    view.ask('today');
    expect(preferencesOf(view).jobView.search).toBe('x');
    view.ask('no such view');
    expect(preferencesOf(view).currentView).toBe('today');
  });

  it('asked for before the user’s views were there is shown as soon as they are', () => {
    const client = { call: () => Promise.resolve(null) } as never;
    const view = createView(client, { after: () => () => undefined });
    view.ask('Meine');
    view.setPage(3);
    view.load({ ...DEFAULT_PREFERENCES, views: [{ name: 'Meine', view: DEFAULT_JOB_VIEW }] });
    expect(view.store.getState()).toMatchObject({
      page: 3,
      preferences: { currentView: ownId('Meine') },
    });
  });

  it('has an address, whatever its name', () => {
    for (const name of ['Meine & deine', 'رأي 🧾', 'x'.repeat(500), '100 %?#=']) {
      const route = { name: 'jobs', page: 2, view: ownId(name) } as const;
      expect(parseRoute(formatRoute(route))).toEqual(route);
    }
    expect(findView('needs-me', DEFAULT_PREFERENCES)).toBe('needs-me');
  });
});

describe('what a newer program saved', () => {
  const newer = {
    ...DEFAULT_PREFERENCES,
    jobView: {
      ...DEFAULT_JOB_VIEW,
      columns: ['id', 'column-of-tomorrow', 'amount'],
      filters: [
        { id: 'f1', active: true, condition: { kind: 'sound', column: 'id' } },
        { id: 'f2', active: true, condition: { kind: 'range', column: 'id', from: 1 } },
      ],
    },
    views: [
      { name: 'Meine', view: DEFAULT_JOB_VIEW },
      { name: 'Neue', view: { ...DEFAULT_JOB_VIEW, columns: ['column-of-tomorrow'] } },
    ],
  };

  it('is shown as far as it can be read, and nothing of it is lost', () => {
    const read = readPreferences(newer);
    expect(read.jobView.columns).toEqual(['id', 'amount']);
    expect(read.jobView.filters.map(({ id }) => id)).toEqual(['f2']);
    expect(read.views.map(({ name }) => name)).toEqual(['Meine']);
    expect(read.unread).toEqual([newer.views[1], newer.jobView.filters[0]]);
    expect(readPreferences(JSON.parse(JSON.stringify(read)))).toEqual(read);
  });

  it.each([
    ['of before columns could be pinned', undefined, [], 1],
    ['with a pinned column', ['amount', 'id'], ['amount', 'id'], 1],
    ['with a pinned column of tomorrow', ['column-of-tomorrow'], [], 0],
  ])('a view %s', (_, stored, pinned, readable) => {
    const { pinned: _pinned, ...view } = DEFAULT_JOB_VIEW;
    const jobView = { ...view, columns: ['amount', 'id'], ...(stored && { pinned: stored }) };
    const saved = { ...DEFAULT_PREFERENCES, jobView, views: [{ name: 'Meine', view: jobView }] };
    const read = readPreferences(saved);
    expect(read.jobView.pinned).toEqual(pinned);
    expect([read.views.length, read.unread.length]).toEqual([readable, 1 - readable]);
  });
});
