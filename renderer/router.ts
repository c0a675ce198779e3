/** The address of what is on screen, in the URL's fragment: reload, back button and links work in both hosts. */
import { useSyncExternalStore } from 'react';

export type Route =
  /** The view by its word or name; absent: the one that was shown last. */
  | { readonly name: 'jobs'; readonly page: number; readonly view?: string }
  | { readonly name: 'job'; readonly id: number }
  | { readonly name: 'stores' }
  | { readonly name: 'support'; readonly job: number | null }
  | { readonly name: 'attention' }
  | { readonly name: 'settings' }
  | { readonly name: 'about' }
  /** A month (`YYYY-MM`), a business day, or a closing of it by its key; absent: today. */
  | { readonly name: 'closing'; readonly at?: string; readonly closing?: string }
  /** Clearing accounts of a month (`YYYY-MM`); absent: this one. */
  | { readonly name: 'clearing'; readonly at?: string }
  /** A month at a glance (`YYYY-MM`); absent: this one. */
  | { readonly name: 'glance'; readonly at?: string }
  | { readonly name: 'go-home' };

/** `#/jobs?page=3` counts pages from 1, as the footer does. Anything unknown is the list. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const job = /^\/jobs\/([1-9]\d{0,14})$/.exec(path);
  if (job) return { name: 'job', id: Number(job[1]) };
  const support = /^\/support(?:\/([1-9]\d{0,14}))?$/.exec(path);
  if (support) return { name: 'support', job: support[1] ? Number(support[1]) : null };
  if (path === '/stores') return { name: 'stores' };
  // Notices of the import had a page of their own.
  if (path === '/attention' || path === '/problems') return { name: 'attention' };
  if (path === '/settings') return { name: 'settings' };
  if (path === '/about') return { name: 'about' };
  if (path === '/go-home') return { name: 'go-home' };
  const clearing = /^\/clearing(?:\/(\d{4}-(?:0[1-9]|1[0-2])))?$/.exec(path);
  if (clearing) return { name: 'clearing', ...(clearing[1] && { at: clearing[1] }) };
  const glance = /^\/glance(?:\/(\d{4}-(?:0[1-9]|1[0-2])))?$/.exec(path);
  if (glance) return { name: 'glance', ...(glance[1] && { at: glance[1] }) };
  const closing = /^\/closing(?:\/(\d{4}-\d{2}(?:-\d{2})?)(?:\/(.+))?)?$/.exec(path);
  if (closing) return closingRoute(closing[1], closing[2]);
  const asked = new URLSearchParams(query);
  const page = /^[1-9]\d{0,8}$/.exec(asked.get('page') ?? '');
  const view = asked.get('view');
  return { name: 'jobs', page: page ? Number(page[0]) - 1 : 0, ...(view && { view }) };
}

export function formatRoute(route: Route): string {
  switch (route.name) {
    case 'jobs':
      return formatList(route);
    case 'job':
      return `#/jobs/${route.id}`;
    case 'support':
      return route.job === null ? '#/support' : `#/support/${route.job}`;
    case 'stores':
      return '#/stores';
    case 'attention':
      return '#/attention';
    case 'settings':
      return '#/settings';
    case 'about':
      return '#/about';
    case 'go-home':
      return '#/go-home';
    case 'glance':
      return ['#/glance', route.at].filter(Boolean).join('/');
    case 'clearing':
      return ['#/clearing', route.at].filter(Boolean).join('/');
    case 'closing':
      return ['#/closing', route.at, route.closing && encodeURIComponent(route.closing)]
        .filter(Boolean)
        .join('/');
  }
}

function closingRoute(at: string | undefined, closing: string | undefined): Route {
  if (at === undefined) return { name: 'closing' };
  if (closing === undefined) return { name: 'closing', at };
  try {
    return { name: 'closing', at, closing: decodeURIComponent(closing) };
  } catch {
    return { name: 'closing', at };
  }
}

function formatList({ page, view }: Route & { name: 'jobs' }): string {
  const asked = [
    ...(view === undefined ? [] : [`view=${encodeURIComponent(view)}`]),
    ...(page > 0 ? [`page=${page + 1}`] : []),
  ];
  return asked.length > 0 ? `#/jobs?${asked.join('&')}` : '#/jobs';
}

/** Goes there; the browser's back button comes back. */
export function navigate(route: Route): void {
  window.location.hash = formatRoute(route);
}

/** Notes where the screen is without a step of its own in the history. */
export function replaceRoute(route: Route): void {
  const hash = formatRoute(route);
  if (window.location.hash !== hash) window.history.replaceState(null, '', hash);
}

/**
 * Tells of each address that the user goes to, the present one first; not of those that `replaceRoute` notes.
 *
 * Call it before the app is mounted: the page of the list must be known before the list is drawn for it.
 */
export function followRoute(listener: (route: Route) => void): void {
  const tell = () => listener(parseRoute(window.location.hash));
  window.addEventListener('hashchange', tell);
  tell();
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export function useHash(): string {
  return useSyncExternalStore(subscribe, () => window.location.hash);
}
