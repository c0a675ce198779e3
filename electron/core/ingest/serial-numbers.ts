/** Serial numbers of tills and of their security devices (TSE), as an export's original has them. */
import { openContainer } from './formats/dsfinvk/container.ts';
import { tablesOf } from './formats/dsfinvk/gdpdu-index.ts';
import { readTable, type Row } from './formats/dsfinvk/table-reader.ts';
import type { TableFacts } from './formats/dsfinvk/tables.ts';

export interface SerialNumber {
  readonly kind: 'till' | 'tse';
  readonly payDesk: string;
  readonly serial: string;
  /** Brand, model and software of a till; algorithm and time format of a TSE. */
  readonly facts: string;
  readonly publicKey: string | null;
  /** Z_NR as they stand in the file, in its order. */
  readonly firstClosing: string;
  readonly lastClosing: string;
}

interface SerialTable extends TableFacts {
  readonly kind: SerialNumber['kind'];
  readonly serial: string;
  readonly facts: readonly string[];
  readonly publicKey?: string;
}

const CLOSING = ['Z_KASSE_ID', 'Z_NR'];
const SERIAL_TABLES: readonly SerialTable[] = [
  {
    ...{ kind: 'till', file: 'cashregister.csv', name: 'Stamm_Kassen', required: false, money: [] },
    ...{ columns: [...CLOSING, 'KASSE_SERIENNR'], serial: 'KASSE_SERIENNR' },
    facts: ['KASSE_BRAND', 'KASSE_MODELL', 'KASSE_SW_BRAND', 'KASSE_SW_VERSION'],
    optional: ['KASSE_BRAND', 'KASSE_MODELL', 'KASSE_SW_BRAND', 'KASSE_SW_VERSION'],
  },
  {
    ...{ kind: 'tse', file: 'tse.csv', name: 'Stamm_TSE', required: false, money: [] },
    ...{ columns: [...CLOSING, 'TSE_SERIAL'], serial: 'TSE_SERIAL' },
    facts: ['TSE_ID', 'TSE_SIG_ALGO', 'TSE_ZEITFORMAT', 'TSE_PD_ENCODING'],
    publicKey: 'TSE_PUBLIC_KEY',
    optional: ['TSE_ID', 'TSE_SIG_ALGO', 'TSE_ZEITFORMAT', 'TSE_PD_ENCODING', 'TSE_PUBLIC_KEY'],
  },
];

/**
 * @param original a folder or a ZIP
 * @returns each serial number once for each till; of a table that is missing or cannot be read: none
 * @throws ContainerError, and errors of the file system
 */
export async function serialNumbersOf(original: string): Promise<SerialNumber[]> {
  const container = await openContainer(original);
  try {
    const find = await tablesOf(container);
    const found = new Map<string, SerialNumber>();
    for (const table of SERIAL_TABLES) {
      const file = find(table);
      if (!file) continue;
      try {
        await readTable(file, table, (row) => note(found, table, row));
      } catch {
        // No money hangs on it: what was read before the fault is kept, the original itself lies beside.
      }
    }
    return [...found.values()];
  } finally {
    container.close();
  }
}

function note(found: Map<string, SerialNumber>, table: SerialTable, row: Row): void {
  const { kind, publicKey } = table;
  const payDesk = row.text('Z_KASSE_ID');
  const serial = row.text(table.serial);
  if (serial === '') return;
  const facts = table.facts
    .map((column) => row.text(column))
    .filter((value) => value !== '')
    .join(', ');
  const key = JSON.stringify([kind, payDesk, serial, facts]);
  const closing = row.text('Z_NR');
  const known = found.get(key);
  found.set(key, {
    ...{ kind, payDesk, serial, facts },
    publicKey: publicKey === undefined ? null : row.text(publicKey) || null,
    firstClosing: known?.firstClosing ?? closing,
    lastClosing: closing,
  });
}
