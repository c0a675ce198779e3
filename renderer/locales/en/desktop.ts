/** Tray, start with the system, notifications, in English. */
import type { Locale } from '../de/index.ts';

export const desktop: Pick<Locale, 'desktop' | 'notification' | 'alert'> = {
  desktop: {
    title: 'Program and tray',
    text: 'Documents are sent while the window is closed, too. The sign beside the clock is blue during a run and red without one.',
    keepInTray: 'Keep sending after the window is closed',
    keepInTrayHelp:
      'Switched off, the program ends with its window; it still waits for what is just being sent.',
    noTray:
      'This system shows no programs beside its clock. So the program ends with its window. Nothing is lost: it goes on at the next start.',
    autostart: 'Start with the system, without a window',
    noAutostart: 'The start with the system can be set in the installed program only.',
    browser:
      'The program runs without a window of its own; you can close this page of the browser at any time.',
    saved: 'Saved.',
    failed: 'That could not be saved: {{reason}}',
  },
  notification: {
    title: 'Notifications',
    text: 'What heals by itself is never told. Each cause is told once, not each document.',
    on: 'Tell me when a document needs me',
    help: 'Also when the sign-in has ended, or a stop was forgotten. Who is looking at the window is not disturbed.',
    try: 'Show a sample',
    tryTitle: 'Venduo POS',
    tryBody: 'This is how the program calls you when it needs you.',
    unavailable:
      'This PC shows no notifications, or they are switched off for this program. Allow them in the settings of the system or of the browser.',
  },
  alert: {
    title: 'Venduo POS needs you',
    forgotten_one: 'Sending is still stopped by hand. {{documents}} waits. KICK JOB goes on.',
    forgotten_other: 'Sending is still stopped by hand. {{documents}} wait. KICK JOB goes on.',
    cause_one: '{{documents}}: {{what}}',
    cause_other: '{{documents}}: {{what}}',
  },
};
