/** index.xml in the description standard of the German tax authorities (GDPdU/GoBD), for gdpdu-01-09-2004.dtd. */
import type { Language } from '../../../../shared/domain/preferences.ts';
import { DECIMAL_SIGN, DELIMITER, type ColumnFacts, type TableFacts } from './table.ts';

export interface Supplier {
  readonly name: string;
  readonly location: string;
  readonly comment: string;
}

/** @param decimals digits behind the sign that the finest of the currencies has */
export function indexXml(
  tables: readonly TableFacts[],
  supplier: Supplier,
  decimals: number,
  language: Language,
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE DataSet SYSTEM "gdpdu-01-09-2004.dtd">
<DataSet>
  <Version>1.0</Version>
  <DataSupplier>
    <Name>${escaped(supplier.name)}</Name>
    <Location>${escaped(supplier.location)}</Location>
    <Comment>${escaped(supplier.comment)}</Comment>
  </DataSupplier>
  <Media>
    <Name>1</Name>
${tables.map((table) => tableXml(table, decimals, language)).join('')}  </Media>
</DataSet>
`;
}

function tableXml(table: TableFacts, decimals: number, language: Language): string {
  return `    <Table>
      <URL>${escaped(table.file)}</URL>
      <Name>${escaped(table.name)}</Name>
      <Description>${escaped(table.about[language])}</Description>
      <UTF8 />
      <DecimalSymbol>${DECIMAL_SIGN}</DecimalSymbol>
      <DigitGroupingSymbol>.</DigitGroupingSymbol>
      <Range>
        <From>2</From>
      </Range>
      <VariableLength>
        <ColumnDelimiter>${DELIMITER}</ColumnDelimiter>
        <RecordDelimiter>&#13;&#10;</RecordDelimiter>
        <TextEncapsulator>"</TextEncapsulator>
${table.columns.map((column) => columnXml(column, decimals, language)).join('')}      </VariableLength>
    </Table>
`;
}

function columnXml(column: ColumnFacts, decimals: number, language: Language): string {
  return `        <VariableColumn>
          <Name>${escaped(column.name)}</Name>
          <Description>${escaped(column.about[language])}</Description>
          ${typeXml(column.kind, decimals)}
        </VariableColumn>
`;
}

function typeXml(kind: ColumnFacts['kind'], decimals: number): string {
  switch (kind) {
    case 'amount':
      return `<Numeric><Accuracy>${decimals}</Accuracy></Numeric>`;
    case 'integer':
      return '<Numeric />';
    case 'day':
      return '<Date><Format>YYYY-MM-DD</Format></Date>';
    case 'text':
    case 'instant':
      return '<AlphaNumeric />';
  }
}

/** XML has no sign for control characters: they are left out. */
function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // eslint-disable-next-line no-control-regex -- these are what is meant
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
  );
}
