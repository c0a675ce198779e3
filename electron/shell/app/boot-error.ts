/** The message that is shown when the program cannot start or go on: the reason and the next step, never an empty window. */
import { app, dialog } from 'electron';
import { startCardText } from './start-problem.ts';

/** The setting of the language cannot be read yet. */
const isGerman = () => app.getLocale().startsWith('de');

export function showBootError(error: unknown): void {
  show(
    isGerman() ? 'Venduo POS kann nicht starten.' : 'Venduo POS cannot start.',
    startCardText(error, isGerman() ? 'de' : 'en'),
  );
}

/** The program ends because of a mistake of its own; the log has the details. */
export function showUnexpectedEnd(): void {
  if (isGerman()) {
    show(
      'Venduo POS muss beendet werden.',
      'Keine Buchung ist verloren: Was unterwegs war, wird beim nächsten Start in RetailSuite nachgesehen. ' +
        'Bitte starten Sie das Programm neu. Geschieht es wieder, schicken Sie uns die Datei logs/program.log aus dem Datenordner.',
    );
  } else {
    show(
      'Venduo POS has to end.',
      'No booking is lost: what was on its way is looked up in RetailSuite at the next start. ' +
        'Please start the program again. If it happens again, send us the file logs/program.log of the data folder.',
    );
  }
}

/** The window's process keeps dying; the program ends in order. */
export function showLostWindow(): void {
  if (isGerman()) {
    show(
      'Das Fenster von Venduo POS lässt sich nicht mehr anzeigen.',
      'Keine Buchung ist verloren: Das Programm wird geordnet beendet. Bitte starten Sie es neu. ' +
        'Geschieht es wieder, starten Sie den PC neu und schicken Sie uns die Datei logs/program.log aus dem Datenordner.',
    );
  } else {
    show(
      'The window of Venduo POS cannot be shown any more.',
      'No booking is lost: the program ends in order. Please start it again. ' +
        'If it happens again, restart the PC and send us the file logs/program.log of the data folder.',
    );
  }
}

function show(title: string, message: string): void {
  process.stderr.write(`${title}\n${message}\n`);
  if (!process.env['VENDUO_NO_DIALOG']) dialog.showErrorBox(title, message);
}
