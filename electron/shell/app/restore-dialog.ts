/** The restore screen: the database is damaged, and a person chooses the copy that is put back. Without a window, which would need the database. */
import { app, dialog } from 'electron';
import type { DatabaseDamagedError } from '../../core/db/open.ts';
import { rescue, type RescueOptions } from '../../topics/backup/rescue.ts';
import { startCardText } from './start-problem.ts';

const TEXTS = {
  de: {
    title: 'Die Datenbank von Venduo POS ist beschädigt.',
    restore: (at: string) => `Sicherung vom ${at} zurückholen`,
    quit: 'Beenden',
    restoring:
      'Eine Sicherung zurückzuholen löscht nichts: Die beschädigte Datenbank wird daneben aufgehoben. Was die Sicherung nicht kennt, ' +
      'wird in RetailSuite nachgesehen, bevor etwas gesendet wird.',
    none: 'Neben den Daten wurde keine Sicherung gefunden.',
    refused: (at: string) => `Die Sicherung vom ${at} ist selbst beschädigt.`,
    newer: (at: string) =>
      `Die Sicherung vom ${at} hat eine neuere Version von Venduo POS gemacht. Installieren Sie die, um sie zurückzuholen.`,
  },
  en: {
    title: 'The database of Venduo POS is damaged.',
    restore: (at: string) => `Restore the backup of ${at}`,
    quit: 'Quit',
    restoring:
      'Restoring a backup deletes nothing: the damaged database is kept beside it. What the backup does not know is ' +
      'looked up in RetailSuite before anything is sent.',
    none: 'No backup was found beside the data.',
    refused: (at: string) => `The backup of ${at} is damaged itself.`,
    newer: (at: string) =>
      `A newer version of Venduo POS made the backup of ${at}. Install that one to restore it.`,
  },
} as const;

/** @returns whether a copy is put back at the next start */
export function offerRestore(
  damage: DatabaseDamagedError,
  options: Omit<RescueOptions, 'ask'>,
): Promise<boolean> {
  // The setting of the language lies in the database.
  const language = app.getLocale().startsWith('de') ? 'de' : 'en';
  const texts = TEXTS[language];
  const format = new Intl.DateTimeFormat(app.getLocale(), {
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return rescue({
    ...options,
    async ask(copies, refused) {
      const buttons = [...copies.map(({ at }) => texts.restore(format.format(at))), texts.quit];
      const detail = [
        ...(refused
          ? [(refused.isNewer ? texts.newer : texts.refused)(format.format(refused.at))]
          : []),
        copies.length > 0 ? texts.restoring : texts.none,
        startCardText(damage, language),
      ].join('\n\n');
      process.stderr.write([texts.title, detail, ...buttons, ''].join('\n'));
      // Tests have nobody who presses a button.
      if (process.env['VENDUO_NO_DIALOG']) return null;
      const { response } = await dialog.showMessageBox({
        type: 'error',
        title: app.name,
        message: texts.title,
        detail,
        buttons,
        defaultId: 0,
        cancelId: copies.length,
        noLink: true,
      });
      return response < copies.length ? response : null;
    },
  });
}
