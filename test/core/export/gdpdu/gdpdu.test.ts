/** Tables and index.xml as the description standard wants them: by its own grammar, and read back by our reader of exports. */
import { expect, it } from 'vitest';
import { DTD } from '../../../../electron/core/export/gdpdu/dtd.ts';
import { indexXml } from '../../../../electron/core/export/gdpdu/index-xml.ts';
import { columnsOf, rowWriter, type Table } from '../../../../electron/core/export/gdpdu/table.ts';
import { describedTables } from '../../../../electron/core/ingest/formats/dsfinvk/gdpdu-index.ts';

interface Row {
  readonly name: string | null;
  readonly count: number | null;
  readonly cents: number | null;
  readonly currency: string;
  readonly day: string | null;
  readonly at: number | null;
}
const column = columnsOf<Row>();
const TABLE: Table<Row> = {
  file: 'rows.csv',
  name: 'Zeilen',
  about: { de: 'Preis < 5 & "mehr"', en: 'Price < 5 & "more"' },
  columns: [
    column.text('NAME', (row) => row.name, 'Name', 'Name'),
    column.integer('ZAHL', (row) => row.count, 'Zahl', 'Number'),
    column.amount(
      'BETRAG',
      ({ cents, currency }) => (cents === null ? null : { cents, currency }),
      'Betrag',
      'Amount',
    ),
    column.day('TAG', (row) => row.day, 'Tag', 'Day'),
    column.instant('ZEITPUNKT', (row) => row.at, 'Zeitpunkt', 'Moment'),
  ],
};
const NOTHING: Row = { name: null, count: null, cents: null, currency: 'EUR', day: null, at: null };

const rowText = (row: Partial<Row>) =>
  rowWriter(TABLE, 'Europe/Berlin').row({ ...NOTHING, ...row });

it('writes each kind of cell; what is not known is nothing, an empty text is quotes', () => {
  expect(rowWriter(TABLE, 'Europe/Berlin').head).toBe(
    '"NAME";"ZAHL";"BETRAG";"TAG";"ZEITPUNKT"\r\n',
  );
  expect(rowText({})).toBe(';;;;\r\n');
  const at = Date.parse('2026-11-25T09:00:00.123Z');
  expect(rowText({ name: '', count: 0, cents: -5, day: '2026-11-25', at })).toBe(
    '"";0;-0,05;2026-11-25;"2026-11-25T10:00:00.123+01:00"\r\n',
  );
  expect(rowText({ cents: 123_456, at: Date.parse('2026-07-01T00:00:00Z') })).toBe(
    ';;1234,56;;"2026-07-01T02:00:00.000+02:00"\r\n',
  );
  expect(rowText({ cents: 500, currency: 'JPY' })).toBe(';;500;;\r\n');
  expect(rowText({ cents: 1_005, currency: 'KWD' })).toBe(';;1,005;;\r\n');
});

it('keeps texts as they were posted: signs of the format, line breaks and formulas among them', () => {
  const name = '=Rot;"Wein"\r\n\u{1F377} – ß';
  expect(rowText({ name })).toBe('"=Rot;""Wein""\r\n\u{1F377} – ß";;;;\r\n');
});

const supplier = { name: 'Café <Ö>', location: '', comment: 'a & b\u0001' };

it.each(['de', 'en'] as const)(
  'index.xml (%s) keeps to the grammar that lies beside it',
  (language) => {
    const xml = indexXml([TABLE, { ...TABLE, file: 'more.csv' }], supplier, 3, language);
    expect(faultsOf(xml)).toEqual([]);
    expect(xml).toContain(`<Description>${language === 'de' ? 'Preis' : 'Price'} &lt; 5 &amp; `);
    expect(xml).toContain('<Accuracy>3</Accuracy>');
    expect(describedTables(xml)).toMatchObject([
      {
        file: 'rows.csv',
        dialect: {
          decimal: ',',
          delimiter: ';',
          firstRecord: 2,
          columns: ['NAME', 'ZAHL', 'BETRAG', 'TAG', 'ZEITPUNKT'],
        },
      },
      { file: 'more.csv' },
    ]);
  },
);

it('the judge of the grammar notices what stands in another order, is missing or unknown', () => {
  const xml = indexXml([TABLE], supplier, 2, 'de');
  const swapped = xml.replace(/(<URL>.*<\/URL>)\s*(<Name>Zeilen<\/Name>)/, '$2$1');
  expect(faultsOf(swapped)).toEqual(['Table']);
  expect(faultsOf(xml.replace('<Numeric />', ''))).toEqual(['VariableColumn']);
  expect(faultsOf(xml.replace('<UTF8 />', '<UTF9 />'))).toEqual(['UTF9', 'Table']);
});

/** Elements whose children are not what the DTD lets in. */
function faultsOf(xml: string): string[] {
  const models = new Map(
    [...DTD.matchAll(/<!ELEMENT (\w+) (.*)>/g)].map(([, name = '', model = '']) => [name, model]),
  );
  const faults: string[] = [];
  const open: { name: string; children: string }[] = [{ name: '', children: '' }];
  for (const [, end, name = '', empty] of xml.matchAll(/<(\/?)(\w+) ?(\/?)>/g)) {
    if (end === '') {
      const parent = open.at(-1);
      if (parent) parent.children += `${name},`;
      open.push({ name, children: '' });
    }
    if (end === '/' || empty === '/') {
      const closed = open.pop();
      const model = models.get(closed?.name ?? '');
      if (model === undefined || !patternOf(model).test(closed?.children ?? '')) {
        faults.push(closed?.name ?? '');
      }
    }
  }
  return faults;
}

function patternOf(model: string): RegExp {
  if (model === 'EMPTY' || model === '(#PCDATA)') return /^$/;
  // `(A, (B | C)?)` → `((?:A,)((?:B,)|(?:C,))?)`.
  const spaced = model.replaceAll(',', ' ').replaceAll(/\w+/g, '(?:$&,)');
  return new RegExp(`^${spaced.replaceAll(' ', '')}$`);
}
