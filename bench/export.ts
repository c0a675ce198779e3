/**
 * The list as a file, by the whole backend as a window asks for it: how long it takes, what it weighs, and how long the
 * main loop is held up while somebody leafs through the list.
 *
 *   npm run bench -- export [--rows 1000000] [--folder DIR]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createBackend } from '../electron/create-backend.ts';
import { createHeadlessHost } from '../electron/shell/host/headless-host.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../shared/contract/contract.ts';
import { DEFAULT_SORT } from '../shared/domain/job-list.ts';
import { DEFAULT_JOB_VIEW } from '../shared/domain/preferences.ts';
import { filledFolder, openFilled } from './fixture.ts';
import { LEAFING_COLUMNS, leafUntil } from './leafing.ts';
import { table } from './report.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, folder: { type: 'string' } },
});
const ROWS = Number(values.rows);
const FOLDER = values.folder ?? filledFolder('list', ROWS);
openFilled(FOLDER, ROWS).close();
const config = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-config-'));
process.env['VENDUO_CONFIG_DIR'] = config;
const backend = createBackend({
  ...createHeadlessHost(FOLDER),
  version: 'bench',
  demo: false,
  inbox: null,
});

async function measure(format: ExportFormat): Promise<(string | number)[]> {
  const { id } = await backend.handlers['export.start']({
    form: 'shown',
    isPlain: false,
    format,
    language: 'de',
    columns: DEFAULT_JOB_VIEW.columns,
    target: { kind: 'matching', conditions: [] },
    sort: DEFAULT_SORT,
  });
  if (id === null) throw new Error('The export was not begun.');
  let progress = await backend.handlers['export.progress'](id);
  const felt = await leafUntil(backend, ROWS, async () => {
    progress = await backend.handlers['export.progress'](id);
    return progress.status !== 'running';
  });
  if (progress.status !== 'done') throw new Error(progress.error ?? progress.status);
  return [format, progress.rows, ...felt];
}

const lines: (string | number)[][] = [];
for (const format of EXPORT_FORMATS) lines.push(await measure(format));
await backend.stop(10_000);
fs.rmSync(config, { recursive: true, force: true });
console.log(`export, load ${os.loadavg()[0]?.toFixed(1)}`);
console.log(table(['format', 'rows', ...LEAFING_COLUMNS], lines));
