/** Where the manual explains what is on screen. */
import { MANUAL_PATH, type ManualPage } from '../shared/domain/manual-pages.ts';
import type { Language } from '../shared/domain/preferences.ts';
import type { Route } from './router.ts';

/** A screen, or the first start. */
type Place = Route['name'] | 'setup';

const PAGES: { readonly [K in Place]: ManualPage } = {
  setup: 'setup',
  jobs: 'list',
  job: 'details',
  stores: 'stores',
  support: 'support',
  about: 'support',
  attention: 'attention',
  settings: 'settings',
  closing: 'closing',
  clearing: 'clearing',
  glance: 'closing',
  'go-home': 'go-home',
};

export function manualAddress(language: Language, place: Place): string {
  return `${MANUAL_PATH}${language}/${PAGES[place]}.html`;
}
