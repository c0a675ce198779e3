/** Tray, start with the system, notifications, in English. */
import type { Locale } from '../de/index.ts';

export const desktop: Pick<Locale, 'desktop' | 'notification' | 'alert'> = {
  desktop: {
    title: 'Program and tray',
    text: 'Receipts are sent while the window is closed, too. The icon beside the clock is blue during a run and red otherwise.',
    keepInTray: 'Keep sending after the window is closed',
    keepInTrayHelp:
      'If off, the program ends with its window, once what is being sent has its answer.',
    noTray:
      'This system shows no programs beside its clock. The program therefore ends with its window. Nothing is lost: it continues at the next start.',
    autostart: 'Start with the system, without a window',
    noAutostart: 'Starting with the system can only be set in the installed program.',
    browser:
      'The program runs without a window of its own; you can close this page of the browser at any time.',
    saved: 'Saved.',
    failed: 'That could not be saved: {{reason}}',
  },
  notification: {
    title: 'Notifications',
    text: 'What sorts itself out is never reported. Each cause is reported once, not every receipt.',
    on: 'Tell me when a receipt needs me',
    help: 'Also when the sign-in has expired or a stop was forgotten. You are not disturbed while you look at the window.',
    try: 'Show a sample',
    tryTitle: 'Venduo POS',
    tryBody: 'This is how the program tells you that it needs you.',
    unavailable:
      'This PC shows no notifications, or they are switched off for this program. Allow them in the settings of the system or of the browser.',
  },
  alert: {
    title: 'Venduo POS needs you',
    forgotten_one: 'Sending is still stopped by hand. {{documents}} waits. Resume with KICK JOB.',
    forgotten_other: 'Sending is still stopped by hand. {{documents}} wait. Resume with KICK JOB.',
    cause_one: '{{documents}}: {{what}}',
    cause_other: '{{documents}}: {{what}}',
  },
};
