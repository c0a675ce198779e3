/** New versions of the program, in English. */
import type { Locale } from '../de/index.ts';

export const updates: Locale['updates'] = {
  title: 'New versions',
  text: 'A new version is downloaded in the background and installed only when no receipt is on its way or in doubt: at the next start or in a quiet hour, never while the PC shuts down. If it changes the database, a backup is made first.',
  notInstalled: 'Only the installed program looks for new versions.',
  address: 'Address for new versions',
  addressHelp:
    'Without an address nothing is looked for. Your Venduo support gives you one; it begins with https://.',
  addressProblem: {
    'address-invalid': 'This is not an address. It looks like https://updates.example.com/pos',
    'address-not-secure':
      'This address is not protected: somebody on the way could slip in another program. Use one that begins with https://.',
  },
  save: 'Save address',
  running: 'This version: {{version}}',
  updated: 'Updated on {{when}} from version {{from}} to {{to}}.',
  phase: {
    off: 'The program does not look for new versions.',
    idle: 'The program looks for a new version within the next minutes.',
    looking: 'Looking for a new version …',
    current: 'No newer version. Last looked for: {{when}}.',
    loading: 'Version {{version}} is being downloaded …',
    installing: 'Version {{version}} is being installed. The program restarts in a moment.',
  },
  told: {
    self: 'Version {{version}} is available.',
    package:
      'Version {{version}} is available. Download the package and install it, or ask whoever looks after your PC.',
    'locked-folder':
      'Version {{version}} is available. The program may not change its own folder. Ask whoever looks after your PC to install the new version.',
    'by-hand': 'Version {{version}} is available. Download it and install it.',
  },
  ready: {
    quiet: 'Version {{version}} is ready. It is installed at the next start or in a quiet hour.',
    sending: 'Version {{version}} is ready. A receipt is just being sent; it waits for that.',
    unclear:
      'Version {{version}} is ready. For one receipt it is not yet clear whether RetailSuite has booked it; it waits for that.',
  },
  problem: {
    unreachable:
      'The address does not answer. The program looks again later. If this goes on, check the address and the internet connection.',
    unreadable:
      'There is nothing at this address that the program understands as a new version. Check the address, or ask your Venduo support.',
    damaged:
      'The downloaded file is not the one that was announced. It was thrown away, and the previous version keeps running. If this happens again, tell your Venduo support.',
    'no-room':
      'The drive has no space for the new version. The previous version keeps running. Free up space; the program tries again later.',
    'not-placed':
      'The new version could not be installed. The previous version keeps running; the program tries again later.',
    'taken-back':
      'Version {{version}} did not start twice, so the previous version is running again. It is not installed again automatically. Please tell your Venduo support.',
    'tried-before':
      'Version {{version}} was installed here before, but a different version is running. It is not installed again automatically. Please ask your Venduo support.',
    unknown:
      'Something went wrong while looking or downloading that we do not know. The previous version keeps running; the program tries again later.',
  },
  look: 'Look now',
  install: 'Restart and install now',
  download: 'Download',
  failed: 'That did not work: {{reason}}',
  refused: 'Not yet: first it must be clear what became of the last receipt.',
  line: {
    ready:
      'Version {{version}} of Venduo POS is ready. It is installed at the next start or in a quiet hour.',
    told: 'Version {{version}} of Venduo POS is available.',
    more: 'To the settings',
    later: 'Hide',
  },
};
