/** README and LIESMICH of a folder: what lies in it, and what each column means. */
import type { Language } from '../../../shared/domain/preferences.ts';
import type { ColumnFacts, TableFacts } from '../../core/export/gdpdu/table.ts';
import type { Manifest } from './manifest.ts';

export const README_FILES: Readonly<Record<Language, string>> = {
  de: 'LIESMICH.md',
  en: 'README.md',
};

type Facts = Omit<Manifest, 'format' | 'version' | 'files'>;

interface Words {
  readonly title: (from: string, to: string) => string;
  readonly intro: (facts: Facts) => readonly string[];
  readonly complete: string;
  readonly open: string;
  readonly tables: string;
  readonly rows: (count: number) => string;
  readonly kinds: Readonly<Record<ColumnFacts['kind'], string>>;
  readonly head: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  de: {
    title: (from, to) => `Kassendaten ${from} bis ${to}`,
    intro: ({ madeAt, madeBy, program, schema, anchor, closings }) => [
      `Erstellt am ${madeAt} von ${madeBy} mit Venduo POS Back Office ${program} (Datenbank ${schema}).`,
      `Besiegelte Kassenabschlüsse: ${closings.sealed} von ${closings.all}.`,
      `Anker der Hash-Kette: \`${anchor}\`. Er steht auch im Namen dieses Ordners. Der Befehl \`verify --anchor ORDNER\` prüft damit den Datenordner und jede Datei hier.`,
      '`originals/` enthält die Lieferungen der Kassen, Byte für Byte. `data/` enthält Tabellen mit `index.xml` im Beschreibungsstandard der Finanzverwaltung: UTF-8, Semikolon, Texte in Anführungszeichen, Komma vor den Nachkommastellen. Ein leeres Feld heißt „nicht bekannt“. `manifest.json` nennt zu jeder Datei ihren SHA-256.',
      'Texte stehen so da, wie die Kasse sie lieferte. Öffnen Sie die Tabellen mit einem Prüfprogramm: Eine Tabellenkalkulation könnte einen Text, der mit einem Gleichheitszeichen beginnt, für eine Formel halten.',
    ],
    complete: 'Der Ordner ist vollständig: Alle Kassenabschlüsse des Zeitraums sind besiegelt.',
    open: 'Der Ordner ist nicht vollständig. Offen ist:',
    tables: 'Tabellen',
    rows: (count) => (count === 1 ? '1 Zeile' : `${count} Zeilen`),
    kinds: {
      text: 'Text',
      integer: 'ganze Zahl',
      amount: 'Betrag',
      day: 'Tag (JJJJ-MM-TT)',
      instant: 'Zeitpunkt (ISO 8601, Ortszeit)',
    },
    head: '| Spalte | Art | Bedeutung |',
  },
  en: {
    title: (from, to) => `Till data from ${from} to ${to}`,
    intro: ({ madeAt, madeBy, program, schema, anchor, closings }) => [
      `Made on ${madeAt} by ${madeBy} with Venduo POS Back Office ${program} (database ${schema}).`,
      `Sealed closings: ${closings.sealed} of ${closings.all}.`,
      `Anchor of the chain of hashes: \`${anchor}\`. It stands in the name of this folder, too. The command \`verify --anchor FOLDER\` checks the data folder by it, and every file here.`,
      '`originals/` holds what the tills delivered, byte for byte. `data/` holds tables with `index.xml` in the description standard of the German tax authorities: UTF-8, semicolons, texts in quotes, a comma before the decimals. An empty field means "not known". `manifest.json` has the SHA-256 of every file.',
      'Texts stand as the till delivered them. Open the tables with an audit program: a spreadsheet could take a text that begins with an equals sign for a formula.',
    ],
    complete: 'The folder is complete: all closings of the period are sealed.',
    open: 'The folder is not complete. Open are:',
    tables: 'Tables',
    rows: (count) => (count === 1 ? '1 row' : `${count} rows`),
    kinds: {
      text: 'text',
      integer: 'whole number',
      amount: 'amount',
      day: 'day (YYYY-MM-DD)',
      instant: 'moment (ISO 8601, local time)',
    },
    head: '| Column | Kind | Meaning |',
  },
};

export function readmeText(
  facts: Facts,
  tables: readonly (TableFacts & { readonly rows: number })[],
  language: Language,
): string {
  const words = WORDS[language];
  const lines = [
    `# ${words.title(facts.from, facts.to)}`,
    '',
    ...words.intro(facts).flatMap((paragraph) => [paragraph, '']),
    ...(facts.complete
      ? [words.complete]
      : [
          words.open,
          '',
          ...facts.open.map(
            ({ closing, text }) => `- ${closing === null ? '' : `${closing}: `}${text}`,
          ),
        ]),
    '',
    `## ${words.tables}`,
    '',
    ...tables.flatMap((table) => tableLines(table, words, language)),
  ];
  return `${lines.join('\n')}\n`;
}

function tableLines(
  { file, about, rows, columns }: TableFacts & { readonly rows: number },
  { head, kinds, rows: rowsText }: Words,
  language: Language,
): string[] {
  return [
    `### ${file}`,
    '',
    `${about[language]} (${rowsText(rows)}).`,
    '',
    head,
    '| --- | --- | --- |',
    ...columns.map(({ name, kind, about: { [language]: text } }) => {
      return `| ${name} | ${kinds[kind]} | ${text.replaceAll('|', '\\|')} |`;
    }),
    '',
  ];
}
