/** What a person drops on the window or opens, in English. */
import type { Locale } from '../de/index.ts';

export const handOver: Locale['handOver'] = {
  label: 'Import',
  open: 'Open till export …',
  openHelp:
    'The ZIP file of a till, or a file that ends in .jsonl. The original stays where it is.',
  drop: 'Drop it here to import it',
  dropHelp:
    'An export of the till (ZIP file or folder), or a file that ends in .jsonl. The original stays where it is.',
  dismiss: 'Close finished messages',
  progress: 'Progress of {{name}}',
  queued: 'Next in line.',
  sending: 'Copying: {{done}} of {{of}}.',
  reading_one: 'Importing: {{count, number}} new receipt so far.',
  reading_other: 'Importing: {{count, number}} new receipts so far.',
  events_one: '{{count, number}} new receipt imported.',
  events_other: '{{count, number}} new receipts imported.',
  jobs_one: '{{count, number}} job of {{sums}} in total.',
  jobs_other: '{{count, number}} jobs of {{sums}} in total.',
  duplicates_one: '{{count, number}} receipt was there already and is not booked twice.',
  duplicates_other: '{{count, number}} receipts were there already and are not booked twice.',
  known: 'This was imported before. Nothing was added, and nothing is booked twice.',
  nothing: 'There is no receipt in it.',
  nothingNew: 'No new receipt came from it.',
  notWhole: 'A part of it could not be imported. What is stored is safe.',
  unreadable: 'This could not be imported. What is stored is safe.',
  problems_one: '{{count, number}} item needs you',
  problems_other: '{{count, number}} items need you',
  cancel: 'Cancel',
  cancelOf: 'Cancel the import of {{name}}',
  cancelled: 'Cancelled. Nothing of it was imported.',
  failed: 'Copying stopped: {{reason}} Nothing is lost; open the file once more.',
  refused: {
    ending:
      'This is not a till export. Take the ZIP file or the folder that the till exports, or a file that ends in .jsonl.',
    empty: 'This is empty. Make the export at the till once more.',
    'too-large': 'This is larger than anything a store delivers. Export a shorter period.',
    busy: 'Something else is being imported. Open the file again afterwards.',
    unwritable: 'This could not be stored: {{reason}} Nothing of it was imported.',
  },
};
