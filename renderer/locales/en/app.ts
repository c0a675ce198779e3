/** The program as a whole: header, start, line to the backend, in English. */
import type { Locale } from '../de/index.ts';

export const app: Pick<Locale, 'app' | 'noSession' | 'boot' | 'link'> = {
  app: {
    title: 'Venduo POS',
    backOffice: 'Back Office',
    sections: 'Sections',
    tabSync: 'Buchhaltungs-Sync',
    skip: 'Skip to content',
    demo: 'Demo',
    demoHint: 'This is sample data, not the books of your store.',
    version: 'Version {{version}}',
    look: 'Language and appearance',
    language: 'Language',
    languageSystem: 'Same as system',
    theme: 'Appearance',
    themeSystem: 'Same as system',
    themeLight: 'Light',
    themeDark: 'Dark',
    viewNotSaved: 'Your arrangement could not be saved. The receipts are not affected.',
    dismiss: 'Close message',
  },
  noSession: {
    headline: 'This address no longer opens the window.',
    why: 'The address that the program shows when it starts is valid only once, so that nobody else can use it later.',
    sameBrowser:
      'Did you open the window in another browser of this PC? It is still open there, also after a reload and after the browser was closed.',
    newAddress:
      'Otherwise look where the program was started: it shows a new address after each start. If that one was used too, end the program with Ctrl+C and start it again.',
    safe: 'Nothing is lost and nothing is booked twice. If it does not work, your support can help.',
  },
  boot: {
    starting: 'Opening the list …',
    headline: 'The window cannot reach the program.',
    safe: 'Your receipts are safe: they are in the database on this PC, not in this window.',
    next: 'We keep trying. You can also reconnect now. If that does not help, restart the program.',
    who: 'If the problem remains, give this text to your support:',
    retry: 'Reconnect',
  },
  link: {
    lost: 'Connection to the program lost.',
    lostDetail:
      'The list shows what was last known. The receipts are safe on this PC; we are reconnecting.',
  },
};
