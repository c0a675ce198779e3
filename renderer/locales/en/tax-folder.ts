/** The folder for the tax office, in English. */
import type { Locale } from '../de/index.ts';

export const taxFolder: Locale['taxFolder'] = {
  open: 'Folder for the tax office …',
  title: 'Folder for the tax office',
  text: 'For tax office, auditor or tax adviser: the originals of the tills, tables with their description, cash book, seals, report and procedure description of the period. RetailSuite is not asked.',
  from: 'First day',
  to: 'Last day',
  noDay: 'Write a day such as 2026-11-30.',
  noPeriod: 'The last day is before the first.',
  out: 'Where to',
  outHelp:
    'A folder outside the data folder, for example on a USB stick. A new folder is made in it, with period and anchor in its name.',
  noOut: 'Name a folder.',
  make: 'Create the folder',
  busy: 'Creating …',
  close: 'Close',
  failed: 'The folder was not created. {{reason}}',
  made: 'Created: {{folder}}',
  sealed_one: '{{sealed, number}} of {{count, number}} closing is sealed.',
  sealed_other: '{{sealed, number}} of {{count, number}} closings are sealed.',
  complete: 'The folder is complete, nothing is open.',
  openPoints_one: 'The folder is not complete, {{count, number}} point is open:',
  openPoints_other: 'The folder is not complete, {{count, number}} points are open:',
  more_one: 'and {{count, number}} more, listed in the folder.',
  more_other: 'and {{count, number}} more, listed in the folder.',
};
