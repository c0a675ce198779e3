/**
 * Many jobs at once, by the whole backend as a window asks for it: how long until the dialog says what it is about, how
 * long until it is done, and how long the main loop is held up while somebody leafs through the list.
 *
 *   npm run bench -- bulk [--rows 1000000]
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createBackend } from '../electron/create-backend.ts';
import { createHeadlessHost } from '../electron/shell/host/headless-host.ts';
import type { BulkPlan, BulkTarget } from '../shared/contract/contract.ts';
import type { BulkAction } from '../shared/domain/bulk.ts';
import { filledFolder, openFilled } from './fixture.ts';
import { LEAFING_COLUMNS, leafUntil } from './leafing.ts';
import { table } from './report.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const ROWS = Number(values.rows);
const FOLDER = filledFolder('bulk', ROWS);

const db = openFilled(FOLDER, ROWS);
// All of them stand before a person: the worst day that a store can have.
db.exec(
  `UPDATE jobs SET state = 'attention', cause = 'account-missing' WHERE state <> 'attention'`,
);
db.close();
const config = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-bench-config-'));
process.env['VENDUO_CONFIG_DIR'] = config;
const backend = createBackend({
  ...createHeadlessHost(FOLDER),
  version: 'bench',
  demo: false,
  inbox: null,
});

async function measure(action: BulkAction): Promise<(string | number)[][]> {
  const target: BulkTarget = { kind: 'matching', conditions: [] };
  let plan: BulkPlan | undefined;
  const counting = Promise.resolve(backend.handlers['bulk.prepare']({ action, target })).then(
    (counted) => (plan = counted),
  );
  const counted = await leafUntil(backend, ROWS, () => Promise.resolve(plan !== undefined));
  const { setId, eligible } = await counting;
  let progress = await backend.handlers['bulk.run']({ setId, reason: 'measured' });
  const done = await leafUntil(backend, ROWS, async () => {
    progress = await backend.handlers['bulk.progress'](setId);
    return progress.status !== 'running';
  });
  return [
    [`${action}: counted`, eligible.count, ...counted],
    [`${action}: done`, progress.done.count, ...done],
  ];
}

const lines = [...(await measure('hold')), ...(await measure('release'))];
await backend.stop(10_000);
fs.rmSync(config, { recursive: true, force: true });
console.log(`many at once, load ${os.loadavg()[0]?.toFixed(1)}`);
console.log(table(['what', 'jobs', ...LEAFING_COLUMNS], lines));
