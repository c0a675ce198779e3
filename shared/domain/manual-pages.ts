/** The pages of the manual in the order of its table of contents; each is a file of `manual/de` and `manual/en`. */
export const MANUAL_PAGES = [
  'index',
  'setup',
  'list',
  'find',
  'many',
  'details',
  'attention',
  'import',
  'closing',
  'cash-book',
  'clearing',
  'go-home',
  'stores',
  'connection',
  'settings',
  'backup',
  'tax-adviser',
  'trouble',
  'support',
  'command-line',
] as const;
export type ManualPage = (typeof MANUAL_PAGES)[number];

/** The folder of the built window that holds the manual, as a path of its addresses. */
export const MANUAL_PATH = '/manual/';
