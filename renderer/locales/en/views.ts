/** Views of the list, in English. */
import type { Locale } from '../de/index.ts';

export const views: Pick<Locale, 'views'> = {
  views: {
    label: 'Views',
    'needs-me': 'Needs me',
    'not-in-rs': 'Not in RS yet',
    today: 'Today',
    differences: 'Differences',
    accounting: 'Accounting',
    all: 'All',
    changed: 'changed',
    changedHint: 'The list differs from what is saved under this name.',
    menu: 'View …',
    save: 'Save',
    reset: 'Reset',
    takeBack: 'Restore the previous filters',
    takeBackHint: 'The view has replaced what you had arranged and not saved.',
    saveAs: 'Save as …',
    rename: 'Rename …',
    remove: 'Delete',
    name: 'Name of the view',
    cancel: 'Cancel',
    replaces: 'A view of this name already exists. It will be replaced.',
    reserved: 'A view that comes with the program has this name.',
    unread_one:
      '{{count, number}} view or condition comes from a newer version of the program. It stays saved and is there again in that version.',
    unread_other:
      '{{count, number}} views or conditions come from a newer version of the program. They stay saved and are there again in that version.',
  },
};
