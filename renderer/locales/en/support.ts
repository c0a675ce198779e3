/** The support package, in English. */
import type { Locale } from '../de/index.ts';

export const support: Pick<Locale, 'about' | 'support' | 'supportTopic'> = {
  about: {
    title: 'About this program',
    intro: 'Venduo POS Back Office {{version}} posts the money of the tills into RetailSuite.',
    versions: 'Versions',
    program: 'Program',
    system: 'System',
    database: 'Database',
    databaseVersion: 'schema {{version}}',
    health: 'Health',
    status: 'Now',
    backup: 'Last backup',
    noBackup: 'none yet',
    folder: 'Data folder',
    size: 'Size of the database',
    free: 'Free on the drive',
    unknown: 'not known',
    licences: 'Licences',
    licencesText:
      'This program contains {{count}} works of others. Their licences go on applying to them.',
    chromium:
      'The licences of Electron and Chromium lie beside the program: LICENSES.chromium.html.',
    licencesFailed: 'The licences could not be read: {{reason}}',
    failed: 'This could not be read: {{reason}}',
    noText: 'Its author gives the name of the licence only.',
  },
  support: {
    title: 'Support package',
    intro:
      'Read what is in it before you save it. The program sends nothing of its own accord. Secrets are left out; names, texts and account numbers are shortened.',
    loading: 'The package is being put together …',
    save: 'Save as ZIP',
    saved: 'Saved: {{path}}',
    failed: 'The support package could not be saved: {{reason}}',
    outdated: 'There is a newer package by now. Look through it once more, then save.',
    read: 'Read {{file}}',
    search: 'Search in {{file}}',
    copy: 'Copy {{file}}',
    open: 'Look at the support package',
    settings: 'For support',
    settingsText:
      'A package of what helps support help you. You see every line before you save it.',
  },
  supportTopic: {
    program:
      'Version, system and state of the postings: how many and how much money, no single receipts.',
    settings: 'The settings of the program, without the sign-in.',
    job: 'This job with all requests to RetailSuite and their answers.',
    problems: 'What the import held back, with the numbers.',
    log: 'The log of the program, its last pages.',
  },
};
