/** The procedure description in words: what is the same in every installation of this version of the program. */
import type { Language } from '../../../shared/domain/preferences.ts';
import type { FactKind } from './facts.ts';

export interface ProcedureWords {
  /** Of the file, without its ending. */
  readonly file: string;
  readonly title: string;
  readonly version: (number: number, at: string) => string;
  readonly purpose: string;
  readonly installation: string;
  readonly kinds: Readonly<Record<FactKind, string>>;
  readonly fact: string;
  readonly value: string;
  readonly none: string;
  readonly sections: readonly { readonly title: string; readonly points: readonly string[] }[];
  readonly versions: string;
  readonly first: string;
  readonly changed: (key: string, before: string, after: string) => string;
  readonly added: (key: string, after: string) => string;
  readonly removed: (key: string, before: string) => string;
  readonly page: (page: number, pages: number) => string;
}

export const PROCEDURE_WORDS: Readonly<Record<Language, ProcedureWords>> = {
  de: {
    file: 'Verfahrensdokumentation',
    title: 'Verfahrensdokumentation: Kassendaten zur Buchhaltung',
    version: (number, at) => `Version ${number} vom ${at}`,
    purpose:
      'Dieses Dokument beschreibt, wie Venduo POS Back Office in diesem Betrieb die Geldereignisse der Kassen in die Buchhaltung RetailSuite bucht, aufbewahrt und prüft (GoBD, Rz. 151 ff.). Es ergänzt die Verfahrensdokumentationen der Kassen und von RetailSuite. Das Programm schreibt es aus den eigenen Einstellungen; jede Änderung wird eine neue Version.',
    installation: 'Diese Installation',
    kinds: {
      program: 'Programm',
      'retail-suite': 'RetailSuite',
      store: 'Filialen',
      'pay-desk': 'Kassen',
      account: 'Kontenzuordnung',
      rule: 'Dauerregeln für Nummernlücken',
      setting: 'Einstellungen und Grenzen',
    },
    fact: 'Angabe',
    value: 'Wert',
    none: 'Keine.',
    sections: [
      {
        title: 'Weg der Daten',
        points: [
          'Die Kasse liefert ihre Aufzeichnungen als DSFinV-K-Export oder als Datei mit einem Ereignis je Zeile in einen Ordner dieses PCs.',
          'Vor dem Lesen wird die Lieferung Byte für Byte unter ihrem SHA-256 aufbewahrt.',
          'Jeder Beleg wird als Kassenereignis gespeichert und nie mehr verändert. Dasselbe Ereignis aus einer zweiten Lieferung ändert nichts; derselbe Beleg mit anderem Inhalt wird einer Person vorgelegt.',
          'Ein Kassenabschluss, dessen Summen nicht zu seinen Belegen passen, wird zurückgehalten, bis eine Person entschieden hat.',
          'In derselben Transaktion entstehen die Buchungsaufträge. Konto und Gegenkonto ergeben sich aus der Kontenzuordnung, nach Kasse, Filiale oder für alle.',
          'Jeder Auftrag wird einmal an RetailSuite gesendet und trägt eine eigene Referenz. Bleibt die Antwort aus, wird zuerst nachgesehen, nie blind wiederholt.',
          'Gebuchtes wird aus RetailSuite zurückgelesen und mit dem Auftrag verglichen: Betrag, Konten, Tag, Periode, Belegnummer, Text, Währung.',
        ],
      },
      {
        title: 'Wer was darf',
        points: [
          'Wer an diesem PC angemeldet ist und das Programm starten darf, darf darin entscheiden; die Ordner sind für andere Benutzer des PCs gesperrt.',
          'Personen ordnen Konten zu, stellen Aufträge zurück oder nehmen sie mit Grund aus, entscheiden über zurückgehaltene Abschlüsse, tragen Anfangsbestände ein und erklären Nummernlücken.',
          'Jede Entscheidung steht mit Zeitpunkt, Benutzer, Grund und altem Wert im Journal. Niemand kann im Programm Ereignisse, Anfragen, Antworten, Siegel oder Journaleinträge ändern, oder sie vor Ablauf der Aufbewahrungsfrist löschen.',
          'Bei RetailSuite meldet sich das Programm mit einem eigenen Zugang an; die Zugangsdaten sind verschlüsselt und stehen in keinem Ordner und keiner Sicherung im Klartext.',
        ],
      },
      {
        title: 'Aufbewahrung und Unveränderbarkeit',
        points: [
          'Aufzeichnungen bleiben mindestens zehn, Originale mindestens acht Jahre ab dem Ende des Kalenderjahres im Datenordner; die Einstellungen unten nennen die Fristen und ob danach gelöscht wird (retention.nightly). Gelöscht wird nur, was gebucht, zurückgelesen und besiegelt ist und worüber keine Frage offen ist.',
          'Beim Löschen bleiben Zeile, Schlüssel, Prüfsumme, Betrag und Tag; der Inhalt geht. Ein Journaleintrag nennt Abschluss, Anzahl und Prüfsumme; nur eine so belegte Löschung erkennt „verify“ an.',
          'Jede Transaktion hängt einen Eintrag an eine Hash-Kette (SHA-256), der die Prüfsumme jeder geschriebenen Zeile enthält. Das Ende der Kette, der Anker, steht in jedem Siegel, in jeder Sicherung und ihrem Namen und in jedem Steuerordner.',
          'Der Befehl „verify“ prüft Kette, Zeilen und Originale und nennt jede Abweichung; mit einem Anker auch eine neu geschriebene oder abgeschnittene Kette.',
        ],
      },
      {
        title: 'Sicherungen',
        points: [
          'Nach den unten genannten Einstellungen schreibt das Programm täglich eine vollständige Sicherung von Datenbank und Originalen und prüft sie. Vor jeder Änderung des Datenbankformats entsteht eine weitere.',
          'Wird eine ältere Sicherung zurückgespielt, sieht das Programm in RetailSuite nach, bevor es etwas sendet, was schon gebucht sein könnte.',
        ],
      },
      {
        title: 'Prüfungen',
        points: [
          'Je Kassenabschluss: Summen der Kasse gegen Belege, gegen Aufträge, gegen RetailSuite und gegen Rechnungen, auf den Cent.',
          'Lückenlosigkeit der Nummern von Abschlüssen und Belegen, Wiederholungen, falsche Jahre.',
          'Kassenbuch je Lade: Anfangsbestand, Bewegungen, Endbestand, gezählte Differenz; nie stillschweigend unter null.',
          'Ein Abschluss, an dem alles stimmt, wird besiegelt, monatlich und nach jeder Änderung erneut gelesen und bei einer Abweichung sichtbar geöffnet.',
        ],
      },
      {
        title: 'Herausgabe',
        points: [
          'Ein Zeitraum verlässt das Programm als Steuerordner: Originale, Tabellen im Beschreibungsstandard der Finanzverwaltung, Bericht, diese Beschreibung und ein Verzeichnis mit dem SHA-256 jeder Datei.',
          'Ein DATEV-Stapel enthält Zahlungen ohne Erlöse; die Erlöse stehen in RetailSuite.',
        ],
      },
    ],
    versions: 'Versionen dieser Beschreibung',
    first: 'Erste Version.',
    changed: (key, before, after) => `${key}: bisher „${before}“, jetzt „${after}“`,
    added: (key, after) => `${key}: neu, „${after}“`,
    removed: (key, before) => `${key}: entfallen, bisher „${before}“`,
    page: (page, pages) => `Seite ${page} von ${pages}`,
  },
  en: {
    file: 'Procedure-description',
    title: 'Procedure description: till data to accounting',
    version: (number, at) => `Version ${number} of ${at}`,
    purpose:
      'This document describes how Venduo POS Back Office posts the money events of the tills of this business into the accounting RetailSuite, keeps them and checks them (GoBD, no. 151 ff.). It stands beside the procedure descriptions of the tills and of RetailSuite. The program writes it from its own settings; each change becomes a new version.',
    installation: 'This installation',
    kinds: {
      program: 'Program',
      'retail-suite': 'RetailSuite',
      store: 'Stores',
      'pay-desk': 'Pay desks',
      account: 'Assignment of accounts',
      rule: 'Standing rules for gaps in numbers',
      setting: 'Settings and limits',
    },
    fact: 'Fact',
    value: 'Value',
    none: 'None.',
    sections: [
      {
        title: 'How data flows',
        points: [
          'The till delivers its records as a DSFinV-K export, or as a file with one event a line, into a folder of this PC.',
          'Before it is read, the delivery is kept byte for byte under its SHA-256.',
          'Each receipt is stored as an event and never changed. The same event from a second delivery changes nothing; the same receipt with other content is put before a person.',
          'A closing whose sums do not fit its receipts is held back until a person has decided.',
          'The jobs are made in the same transaction. Account and contra account follow from the assignment, by pay desk, store or for all.',
          'Each job is sent to RetailSuite once and bears a reference of its own. Where no answer comes, RetailSuite is asked first; nothing is repeated blindly.',
          'What was booked is read back from RetailSuite and compared with its job: amount, accounts, day, period, receipt number, text, currency.',
        ],
      },
      {
        title: 'Who may do what',
        points: [
          'Whoever is signed in to this PC and may start the program may decide in it; the folders are closed to other users of the PC.',
          'People assign accounts, put jobs on hold or leave them out with a reason, decide about closings that were held back, enter opening values and explain gaps in numbers.',
          'Each decision stands in the journal with its time, user, reason and old value. Nobody can change events, requests, answers, seals or entries of the journal in the program, or erase them before their retention period is over.',
          'The program signs in to RetailSuite with an access of its own; its secrets are encrypted and stand in no folder and no backup in plain text.',
        ],
      },
      {
        title: 'Keeping, and proof against change',
        points: [
          'Records stay in the data folder for at least ten years, originals for at least eight, from the end of the calendar year; the settings below name the periods and whether anything is erased afterwards (retention.nightly). Only what is booked, read back and sealed, with no question open, is erased.',
          'An erasure leaves the row, its key, hash, amount and day; the content goes. An entry of the journal names the closing, the count and the hash; "verify" accepts only an erasure that is proven so.',
          'Each transaction adds an entry to a chain of hashes (SHA-256) that holds the checksum of every row that was written. The end of the chain, the anchor, stands in each seal, in each backup and its name, and in each folder for the tax office.',
          'The command "verify" checks chain, rows and originals, and names each deviation; with an anchor also a chain that was written anew or cut off.',
        ],
      },
      {
        title: 'Backups',
        points: [
          'By the settings below the program writes a whole backup of database and originals each day, and checks it. Before each change of the format of the database it makes another one.',
          'Where an older backup is put back, the program asks RetailSuite before it sends what may be booked already.',
        ],
      },
      {
        title: 'Checks',
        points: [
          'By closing: the sums of the till against receipts, jobs, RetailSuite and invoices, to the cent.',
          'Numbers of closings and receipts without gaps, repeats and wrong years.',
          'The cash book of each drawer: opening value, moves, end, counted difference; never below zero in silence.',
          'A closing on which everything agrees is sealed, read again every month and after each change, and opened visibly where something deviates.',
        ],
      },
      {
        title: 'Handing out',
        points: [
          'A period leaves the program as a folder for the tax office: originals, tables in the description standard of the German tax authorities, a report, this description, and a manifest with the SHA-256 of every file.',
          'A batch for DATEV holds payments without revenue; the revenue stands in RetailSuite.',
        ],
      },
    ],
    versions: 'Versions of this description',
    first: 'The first version.',
    changed: (key, before, after) => `${key}: was "${before}", is now "${after}"`,
    added: (key, after) => `${key}: new, "${after}"`,
    removed: (key, before) => `${key}: gone, was "${before}"`,
    page: (page, pages) => `Page ${page} of ${pages}`,
  },
};
