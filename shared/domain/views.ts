/** The views that are shipped, those of the user, and what differs from them. */

import { DEFAULT_SORT, type Condition, type JobColumn } from './job-list.ts';
import type { FilterEntry, JobView, Preferences } from './preferences.ts';

export const SHIPPED_VIEWS = [
  'needs-me',
  'not-in-rs',
  'today',
  'differences',
  'accounting',
  'all',
] as const;
export type ShippedView = (typeof SHIPPED_VIEWS)[number];

const OWN = 'own:';

/** A shipped view says which rows; columns and page size stay as the user likes them, unless it is about columns. */
type Shipped = Pick<JobView, 'filters' | 'sort' | 'search'> & Partial<Pick<JobView, 'columns'>>;

function only(condition: Condition, preset?: FilterEntry['preset']): readonly FilterEntry[] {
  return [{ id: 'f1', active: true, condition, ...(preset && { preset }) }];
}

const FILTERS: Readonly<Record<ShippedView, readonly FilterEntry[]>> = {
  'needs-me': only({ kind: 'choice', column: 'state', values: ['attention'] }),
  'not-in-rs': only({ kind: 'choice', column: 'status', values: ['pending'] }),
  today: only({ kind: 'day', column: 'businessDay' }, 'today'),
  differences: only({ kind: 'choice', column: 'type', values: ['opening-diff', 'close-diff'] }),
  accounting: [],
  all: [],
};

const COLUMNS: Partial<Record<ShippedView, readonly JobColumn[]>> = {
  accounting: [
    'id',
    'businessDay',
    'payDesk',
    'billNumber',
    'type',
    'paymentType',
    'amount',
    'status',
    'message',
    'details',
    'invoiceNumber',
    'postingNumber',
  ],
};

export function isShipped(id: string): id is ShippedView {
  return (SHIPPED_VIEWS as readonly string[]).includes(id);
}

export function shippedView(id: ShippedView): Shipped {
  const columns = COLUMNS[id];
  return {
    filters: [...FILTERS[id]],
    sort: DEFAULT_SORT,
    search: '',
    ...(columns && { columns: [...columns] }),
  };
}

export function ownId(name: string): string {
  return OWN + name;
}

/** The name of a view of the user; undefined for a shipped one. */
export function nameOfOwn(id: string): string | undefined {
  return id.startsWith(OWN) ? id.slice(OWN.length) : undefined;
}

/** The saved form of a view; undefined: there is none of that name. */
export function viewOf(
  id: string,
  { views }: Pick<Preferences, 'views'>,
): Partial<JobView> | undefined {
  if (isShipped(id)) return shippedView(id);
  const name = nameOfOwn(id);
  const found = views.find((one) => one.name === name)?.view;
  if (!found) return undefined;
  // Whether a bar is open is no part of a view.
  const { columnsOpen: _columns, filterOpen: _filter, ...view } = found;
  return view;
}

/** The list shows something else than the view was saved as. */
export function isChanged(preferences: Preferences): boolean {
  const saved = viewOf(preferences.currentView, preferences);
  if (!saved) return false;
  return Object.entries(saved).some(
    ([key, value]) =>
      JSON.stringify(value) !== JSON.stringify(preferences.jobView[key as keyof JobView]),
  );
}

/** A view by what someone typed: its word in the address, or its name. */
export function findView(typed: string, { views }: Pick<Preferences, 'views'>): string | undefined {
  if (isShipped(typed)) return typed;
  const own = views.find(({ name }) => name === (nameOfOwn(typed) ?? typed));
  return own && ownId(own.name);
}
