/** Why the program cannot start, for the person at the PC: what happened, is the money safe, what to do, who helps. */
import { DataMisplacedError } from '../../core/db/data-folder.ts';
import { causeOfFailure, codeOf, isDiskFull } from '../../core/db/disk-fault.ts';
import { DatabaseFromFutureError } from '../../core/db/migrate.ts';
import { FolderInUseError } from '../../core/db/lock.ts';
import { DatabaseDamagedError, DatabaseLockedError } from '../../core/db/open.ts';

export const START_PROBLEMS = [
  'in-use',
  'newer',
  'damaged',
  'misplaced',
  'no-rights',
  'full',
  'disk-fault',
  'unknown',
] as const;
export type StartProblem = (typeof START_PROBLEMS)[number];

export interface StartCard {
  readonly what: string;
  readonly money: string;
  readonly todo: string;
  readonly who: string;
}

const SAFE = {
  de: 'Ja. Ihre Daten sind unverändert, und es wurde nichts gesendet.',
  en: 'Yes. Your data are unchanged, and nothing was sent.',
} as const;
const SUPPORT = {
  de: 'Ihr Venduo-Support, mit der Datei logs/program.log aus dem Datenordner.',
  en: 'Your Venduo support, with the file logs/program.log of the data folder.',
} as const;
const PC = {
  de: 'Wer Ihren PC betreut.',
  en: 'Whoever looks after your PC.',
} as const;

export const START_CARDS: Readonly<Record<StartProblem, Readonly<Record<'de' | 'en', StartCard>>>> =
  {
    'in-use': {
      de: {
        what: 'Ein anderes Venduo-Programm arbeitet schon mit diesem Datenordner.',
        money: SAFE.de,
        todo: 'Nehmen Sie das Fenster, das schon offen ist, oder beenden Sie es zuerst. Finden Sie keines, starten Sie den PC neu.',
        who: PC.de,
      },
      en: {
        what: 'Another Venduo program already works on this data folder.',
        money: SAFE.en,
        todo: 'Use the window that is open already, or close it first. If you find none, restart the PC.',
        who: PC.en,
      },
    },
    newer: {
      de: {
        what: 'Die Daten gehören zu einer neueren Version von Venduo POS.',
        money: SAFE.de,
        todo: 'Installieren Sie die neueste Version. Nehmen Sie keine ältere.',
        who: PC.de,
      },
      en: {
        what: 'The data belong to a newer version of Venduo POS.',
        money: SAFE.en,
        todo: 'Install the newest version. Do not take an older one.',
        who: PC.en,
      },
    },
    damaged: {
      de: {
        what: 'Die Datenbank ist beschädigt.',
        money:
          'Was gebucht ist, steht sicher in RetailSuite. Die Datenbank wurde gelassen, wie sie ist.',
        todo: 'Starten Sie nicht immer wieder. Heben Sie den Datenordner auf, wie er ist, und holen Sie mit dem Support die letzte Sicherung zurück.',
        who: SUPPORT.de,
      },
      en: {
        what: 'The database is damaged.',
        money: 'What is booked stands safely in RetailSuite. The database was left as it is.',
        todo: 'Do not start again and again. Keep the data folder as it is, and restore the last backup together with support.',
        who: SUPPORT.en,
      },
    },
    misplaced: {
      de: {
        what: 'Wo die Daten von Venduo POS liegen sollen, liegt etwas anderes, oder der Weg dorthin fehlt.',
        money: SAFE.de,
        todo: 'Prüfen Sie, ob der Datenordner richtig angegeben und sein Laufwerk angeschlossen ist. Benennen Sie um, was im Weg liegt, und löschen Sie nichts.',
        who: PC.de,
      },
      en: {
        what: 'Something else lies where the data of Venduo POS should be, or the way there is missing.',
        money: SAFE.en,
        todo: 'Check that the data folder is named correctly and that its drive is connected. Rename what is in the way, and delete nothing.',
        who: PC.en,
      },
    },
    'no-rights': {
      de: {
        what: 'Venduo POS darf im Datenordner nicht lesen oder schreiben.',
        money: SAFE.de,
        todo: 'Melden Sie sich als der Benutzer an, der das Programm eingerichtet hat, oder lassen Sie sich die Rechte an dem Ordner geben. Ist das Laufwerk schreibgeschützt, heben Sie den Schutz auf.',
        who: PC.de,
      },
      en: {
        what: 'Venduo POS may not read or write in the data folder.',
        money: SAFE.en,
        todo: 'Sign in to the PC as the user who set the program up, or have the rights to the folder given to you. If the drive is write-protected, take the protection away.',
        who: PC.en,
      },
    },
    full: {
      de: {
        what: 'Das Laufwerk ist voll.',
        money: SAFE.de,
        todo: 'Machen Sie Platz auf dem Laufwerk, und starten Sie das Programm dann noch einmal. Löschen Sie nichts im Datenordner.',
        who: PC.de,
      },
      en: {
        what: 'The drive is full.',
        money: SAFE.en,
        todo: 'Make room on the drive, then start the program again. Delete nothing in the data folder.',
        who: PC.en,
      },
    },
    'disk-fault': {
      de: {
        what: 'Das Laufwerk mit den Daten lässt sich nicht lesen oder nicht beschreiben.',
        money:
          'Was gebucht ist, steht sicher in RetailSuite, und es wurde nichts gesendet. Ob die Daten auf dem Laufwerk heil sind, zeigt der nächste Start.',
        todo: 'Schließen Sie das Laufwerk wieder an, und starten Sie das Programm noch einmal. Bleibt es so, tauschen Sie das Laufwerk, und holen Sie die letzte Sicherung zurück.',
        who: PC.de,
      },
      en: {
        what: 'The drive with the data cannot be read or cannot be written.',
        money:
          'What is booked stands safely in RetailSuite, and nothing was sent. Whether the data on the drive are sound, the next start shows.',
        todo: 'Connect the drive again and start the program once more. If it stays like this, replace the drive and restore the last backup.',
        who: PC.en,
      },
    },
    unknown: {
      de: {
        what: 'Beim Start ist etwas schiefgegangen, das wir nicht kennen.',
        money: 'Ja. Es wurde nichts gesendet.',
        todo: 'Starten Sie das Programm noch einmal. Hilft das nicht, starten Sie den PC neu.',
        who: SUPPORT.de,
      },
      en: {
        what: 'Something went wrong at the start that we do not know.',
        money: 'Yes. Nothing was sent.',
        todo: 'Start the program again. If that does not help, restart the PC.',
        who: SUPPORT.en,
      },
    },
  };

const NO_RIGHTS = /^(EACCES|EPERM|EROFS|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM)/;

export function startProblemOf(error: unknown): StartProblem {
  if (error instanceof FolderInUseError || error instanceof DatabaseLockedError) return 'in-use';
  if (error instanceof DatabaseFromFutureError) return 'newer';
  if (error instanceof DatabaseDamagedError) return 'damaged';
  if (error instanceof DataMisplacedError) return 'misplaced';
  const code = codeOf(error);
  if (NO_RIGHTS.test(code)) return 'no-rights';
  if (isDiskFull(code)) return 'full';
  return causeOfFailure(error) === 'disk-fault' ? 'disk-fault' : 'unknown';
}

const LABELS = {
  de: {
    money: 'Ist das Geld sicher?',
    todo: 'Was ist zu tun?',
    who: 'Wer hilft?',
    original: 'Originaltext',
  },
  en: {
    money: 'Is the money safe?',
    todo: 'What to do?',
    who: 'Who helps?',
    original: 'Original text',
  },
} as const;

/** The card as the lines of a dialog. */
export function startCardText(error: unknown, language: 'de' | 'en'): string {
  const { what, money, todo, who } = START_CARDS[startProblemOf(error)][language];
  const label = LABELS[language];
  const original = error instanceof Error ? error.message : String(error);
  return [
    what,
    `${label.money} ${money}`,
    `${label.todo} ${todo}`,
    `${label.who} ${who}`,
    `${label.original}: ${original}`,
  ].join('\n\n');
}
