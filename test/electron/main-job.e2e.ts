/** The main job in the real window: a till drops events, the sandbox books them, the rows change before one's eyes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { realTimers } from '../../electron/shell/host/real-time.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { newFolder, ROOT, startProgram } from './program.ts';

const CLIENT = {
  clientId: 'venduo_pos',
  clientSecret: 'very-secret-secret',
  refreshToken: 'very-secret-token',
};

/** Not `spawnSync`: the sandbox answers in this process. */
async function commandLine(folder: string, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, ['electron/headless.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, VENDUO_CONFIG_DIR: path.join(folder, 'config') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}`);
}

function drop(inbox: string, name: string, events: object[]): void {
  fs.mkdirSync(inbox, { recursive: true });
  fs.writeFileSync(
    path.join(inbox, `${name}.tmp`),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  fs.renameSync(path.join(inbox, `${name}.tmp`), path.join(inbox, `${name}.jsonl`));
}

const event = (id: number, more: object) => ({
  version: 1,
  id: String(id),
  store: '2',
  payDesk: 'K1',
  businessDay: '2026-11-20',
  occurredAt: '2026-11-20T10:00:00+01:00',
  ...more,
});

/** A shop of long ago: on its first day RS is asked before anything is sent, and may be believed after a minute only. */
function beOld(data: string): void {
  const db = new Database(path.join(data, 'venduo.sqlite'));
  db.prepare(`INSERT OR REPLACE INTO settings VALUES ('history.startedAt', '0')`).run();
  db.close();
}

test('books what a till drops, live, and survives a restart', async () => {
  const folder = newFolder();
  const data = path.join(folder, 'data');
  const sandbox = await startSandbox({
    folder: path.join(folder, 'sandbox'),
    port: 0,
    clock: Date.now,
    random: seededRandom(1),
    timers: realTimers,
    client: CLIENT,
    autoInvoiceMs: 0,
  });
  try {
    await commandLine(
      folder,
      ...['connect', '--data', data, '--url', sandbox.url, '--client-id', CLIENT.clientId],
      ...['--client-secret', CLIENT.clientSecret, '--refresh-token', CLIENT.refreshToken],
    );
    const accounts = path.join(folder, 'accounts.json');
    fs.writeFileSync(accounts, '{ "preset": "SKR03" }');
    await commandLine(folder, 'accounts', '--data', data, '--file', accounts);

    beOld(data);
    const { app, page, close } = await startProgram(data);
    const inbox = path.join(data, 'inbox');
    drop(inbox, 'first', [
      event(1, { type: 'order-cash', billNumber: '2-2026/11/0000000001', amountCents: 5_999 }),
      event(2, {
        type: 'cash-out',
        reason: 'Geldtransit',
        amountCents: -420_000,
        text: 'Abschöpfung',
      }),
    ]);
    const row = (id: number) => page.locator(`.ag-row[row-business-key="${id}"]`);
    await expect(row(1)).toContainText(/Sync successful/, { timeout: 30_000 });
    await expect(row(2)).toContainText(/Sync successful/);
    await expect(row(1)).toContainText(/Order synced to RS/);

    drop(inbox, 'second', [event(3, { type: 'close-diff', amountCents: -87 })]);
    await expect(row(3)).toContainText(/Sync successful/, { timeout: 30_000 });
    expect(
      sandbox.ledger
        .postings()
        .map(({ umsatz }) => umsatz)
        .sort((a, b) => a - b),
    ).toEqual([-4_200, -0.87, 59.99]);

    // Nothing secret is in the page, nor in the files in plain text.
    const snapshot = await page.evaluate(() => window.api?.call('app.snapshot'));
    expect(JSON.stringify(snapshot)).not.toMatch(/very-secret|Bearer/);
    const files = fs.readdirSync(data).filter((name) => name.startsWith('venduo.sqlite'));
    for (const name of files) {
      const bytes = fs.readFileSync(path.join(data, name)).toString('latin1');
      expect(bytes).not.toContain(CLIENT.clientSecret);
      expect(bytes).not.toContain(CLIENT.refreshToken);
    }
    expect(await app.evaluate(({ app: electron }) => electron.isReady())).toBe(true);
    await close();

    const again = await startProgram(data);
    await expect(again.page.locator('.ag-row[row-business-key="3"]')).toContainText(
      /Sync successful/,
      {
        timeout: 30_000,
      },
    );
    await again.close();
    expect(sandbox.ledger.postings()).toHaveLength(3);
  } finally {
    await sandbox.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
