/** The question of a version that did not start twice: back to the version of before, or once more. Without a window, which may be what fails. */
import { app, dialog } from 'electron';
import type { WayBack } from '../../topics/updates/way-back.ts';

const TEXTS = {
  de: {
    title: (version: string) => `Venduo POS ${version} ist zweimal nicht gestartet.`,
    money:
      'Ist das Geld sicher? Ja. Was unterwegs war, wird in RetailSuite nachgesehen, bevor etwas gesendet wird.',
    offer: (before: string) =>
      `Was ist zu tun? Gehen Sie zurück zu Version ${before}, mit der das Programm zuletzt lief. Die neuere Version wird dann nicht noch einmal von selbst installiert.`,
    byHand: (before: string) =>
      `Was ist zu tun? Versuchen Sie es noch einmal. Hilft das nicht, installieren Sie das Paket der Version ${before}, mit der das Programm zuletzt lief.`,
    who: 'Wer hilft? Ihr Venduo-Support, mit der Datei logs/program.log aus dem Datenordner.',
    back: (before: string) => `Zurück zu Version ${before}`,
    again: 'Noch einmal versuchen',
    quit: 'Beenden',
  },
  en: {
    title: (version: string) => `Venduo POS ${version} did not start twice.`,
    money:
      'Is the money safe? Yes. What was on its way is looked up in RetailSuite before anything is sent.',
    offer: (before: string) =>
      `What to do? Go back to version ${before}, with which the program ran last. The newer version is then not installed by itself again.`,
    byHand: (before: string) =>
      `What to do? Try once more. If that does not help, install the package of version ${before}, with which the program ran last.`,
    who: 'Who helps? Your Venduo support, with the file logs/program.log of the data folder.',
    back: (before: string) => `Back to version ${before}`,
    again: 'Try once more',
    quit: 'Quit',
  },
} as const;

/** @returns what the person chose; `again` where nobody can be asked */
export async function askForWayBack(
  { version: before, go }: WayBack,
  version: string,
): Promise<'back' | 'again' | 'quit'> {
  // The setting of the language lies in the database.
  const texts = TEXTS[app.getLocale().startsWith('de') ? 'de' : 'en'];
  const choices = [
    ...(go ? [{ answer: 'back' as const, label: texts.back(before) }] : []),
    { answer: 'again' as const, label: texts.again },
    { answer: 'quit' as const, label: texts.quit },
  ];
  const title = texts.title(version);
  const detail = [texts.money, go ? texts.offer(before) : texts.byHand(before), texts.who].join(
    '\n\n',
  );
  process.stderr.write([title, detail, ...choices.map(({ label }) => label), ''].join('\n'));
  // Tests have nobody who presses a button.
  if (process.env['VENDUO_NO_DIALOG']) return 'again';
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: app.name,
    message: title,
    detail,
    buttons: choices.map(({ label }) => label),
    defaultId: 0,
    cancelId: choices.length - 1,
    noLink: true,
  });
  return choices[response]?.answer ?? 'quit';
}
