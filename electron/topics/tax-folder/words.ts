/** Words of a folder for the tax office: its name, and what is still open. */
import type { Language } from '../../../shared/domain/preferences.ts';

/** What keeps a folder from being complete, beside the reasons of its closings. */
export type OpenCode =
  | 'no-closing'
  | 'period-running'
  | 'original-not-kept'
  | 'original-missing'
  | 'original-erased'
  | 'original-changed'
  | 'import-unfinished'
  | 'problem-open'
  | 'chain-behind';

type Sentence = (what: string) => string;

interface Words {
  /** The beginning of the folder's name. */
  readonly folder: string;
  readonly open: Readonly<Record<OpenCode, Sentence>>;
}

export const WORDS: Readonly<Record<Language, Words>> = {
  de: {
    folder: 'Steuerordner',
    open: {
      'no-closing': () => 'Im Zeitraum liegt kein Kassenabschluss.',
      'period-running': (day) => `Der Zeitraum endet am ${day}; dieser Tag ist noch nicht vorbei.`,
      'original-not-kept': (name) =>
        `Von der Lieferung ${name} ist kein Original aufbewahrt. Lassen Sie die Kasse noch einmal exportieren.`,
      'original-missing': (name) =>
        `Das Original ${name} ist nicht lesbar. Holen Sie es aus einer Sicherung in den Datenordner zurück.`,
      'original-erased': (name) =>
        `Das Original ${name} wurde nach Ablauf seiner Aufbewahrungsfrist gelöscht; das Journal belegt es.`,
      'original-changed': (name) =>
        `Das Original ${name} ist nicht mehr, was geliefert wurde. Lassen Sie den Datenordner, wie er ist, und fragen Sie den Support.`,
      'import-unfinished': (name) =>
        `Die Lieferung ${name} ist noch nicht zu Ende gelesen. Erstellen Sie den Ordner danach noch einmal.`,
      'problem-open': (count) =>
        `${count} Fragen zu Lieferungen warten auf Ihre Antwort; hinter jeder können Belege des Zeitraums stehen. Öffnen Sie „Braucht mich“.`,
      'chain-behind': () =>
        'Ältere Zeilen sind noch nicht in der Hash-Kette. Lassen Sie das Programm einige Minuten laufen, und erstellen Sie den Ordner noch einmal.',
    },
  },
  en: {
    folder: 'Tax-folder',
    open: {
      'no-closing': () => 'There is no closing in the period.',
      'period-running': (day) => `The period ends on ${day}; that day is not over yet.`,
      'original-not-kept': (name) =>
        `No original of the delivery ${name} is kept. Let the till export once more.`,
      'original-missing': (name) =>
        `The original ${name} cannot be read. Put it back into the data folder from a backup.`,
      'original-erased': (name) =>
        `The original ${name} was erased after its retention period; the journal says so.`,
      'original-changed': (name) =>
        `The original ${name} is not what was delivered. Leave the data folder as it is, and ask support.`,
      'import-unfinished': (name) =>
        `The delivery ${name} is not read to its end yet. Make the folder once more after that.`,
      'problem-open': (count) =>
        `${count} questions about deliveries wait for your answer; each may hide receipts of the period. Open "Needs me".`,
      'chain-behind': () =>
        'Older rows are not in the chain of hashes yet. Let the program run for some minutes, and make the folder once more.',
    },
  },
};
