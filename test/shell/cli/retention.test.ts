/** The command line erases what is past its time, and only that. */
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseCommandLine, UsageError } from '../../../electron/shell/cli/arguments.ts';
import { COMMANDS } from '../../../electron/shell/cli/commands.ts';
import { retention } from '../../../electron/shell/cli/commands/retention.ts';
import type { CommandHost } from '../../../electron/shell/cli/command.ts';
import { FolderInUseError, lockFolder } from '../../../electron/core/db/lock.ts';
import { createUndiciTransport } from '../../../electron/core/rs/transport-undici.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import { createDateWitness } from '../../../electron/topics/retention/credible-date.ts';
import { createKeyFileSecretBox } from '../../../electron/topics/connection/secret-box.ts';
import { LATER, openOldShop } from '../../topics/retention/retention-shop.ts';

type Shop = Awaited<ReturnType<typeof openOldShop>>;

function run({ folder }: Shop, args: readonly string[], now = LATER) {
  const transport = createUndiciTransport({});
  onTestFinished(() => transport.destroy());
  const host = {
    ...{ folder, user: 'owner', clock: () => now, random: Math.random, timers: realTimers },
    ...{ uptime: () => performance.now(), endOfTurn: setImmediate, log: () => undefined },
    ...{ secrets: createKeyFileSecretBox(path.join(folder, 'config')), transport },
    interrupted: () => new Promise<void>(() => undefined),
  } as Partial<CommandHost> as CommandHost;
  const line = parseCommandLine(['retention', '--data', folder, ...args], COMMANDS);
  if (!line) throw new Error('Help was shown.');
  return retention.run(line, host);
}

function tellDate({ db }: Shop): void {
  createDateWitness(db).heard({ date: new Date(LATER).toUTCString() });
}

it('says what it would erase, erases it, and has nothing left to do', async () => {
  const shop = await openOldShop();
  tellDate(shop);
  const dry = await run(shop, ['--dry-run']);
  expect(dry).toMatchObject({ ok: true, lines: [{ kind: 'retention', erased: null }] });
  expect(dry.text[0]).toMatch(
    /of 1 closings before 2028-01-01, and 1 originals .* would be erased/,
  );
  expect(shop.originals()).toHaveLength(1);

  const done = await run(shop, []);
  expect(done).toMatchObject({ ok: true, lines: [{ erased: { closings: 1, originals: 1 } }] });
  expect(shop.originals()).toEqual([]);
  expect(shop.column(`SELECT DISTINCT who FROM journal WHERE topic = 'erasure'`)).toEqual([
    'owner',
  ]);
  expect(await run(shop, [])).toMatchObject({ ok: true, lines: [{ erased: { closings: 0 } }] });
});

it('tells what is kept although its time is over', async () => {
  const shop = await openOldShop();
  tellDate(shop);
  shop.db.exec('UPDATE jobs SET in_doubt_since = 1 WHERE id = 1');
  const { ok, text } = await run(shop, []);
  expect(ok).toBe(false);
  expect(text[1]).toMatch(/^Kept although past their time: 1 closings with a job that may be/);
});

it('erases nothing by the clock of the PC alone', async () => {
  const shop = await openOldShop();
  shop.db.exec(`UPDATE settings SET value = '${LATER}' WHERE key = 'retention.rsDate'`);
  tellDate(shop);
  const { ok, text } = await run(shop, [], LATER - 366 * 24 * 3_600_000);
  expect(ok).toBe(false);
  expect(text).toEqual([expect.stringContaining('clock of this PC is behind')]);
});

it('refuses a day that is kept, a folder in use, and what is no day', async () => {
  const shop = await openOldShop();
  tellDate(shop);
  await expect(run(shop, ['--before', '2031-01-01'])).rejects.toThrow(/kept from 2028-01-01 on/);
  await expect(run(shop, ['--before', 'soon'])).rejects.toThrow(UsageError);
  const unlock = lockFolder(shop.folder);
  await expect(run(shop, [])).rejects.toThrow(FolderInUseError);
  expect(await run(shop, ['--dry-run'])).toMatchObject({ ok: true });
  unlock();
  expect(shop.originals()).toHaveLength(1);
});
