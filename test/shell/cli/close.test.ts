/** `close`, `opening` and `explain` on a data folder, as a person types them. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { createUndiciTransport } from '../../../electron/core/rs/transport-undici.ts';
import { parseCommandLine, UsageError } from '../../../electron/shell/cli/arguments.ts';
import type { CommandHost } from '../../../electron/shell/cli/command.ts';
import { COMMANDS } from '../../../electron/shell/cli/commands.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import { createKeyFileSecretBox } from '../../../electron/topics/connection/secret-box.ts';
import { closeLineSchema } from '../../../shared/domain/closing.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { writeExport, type Receipt } from '../../core/ingest/export-builder.ts';

let folder: string;
let data: string;

beforeEach(() => {
  folder = tempFolder();
  data = path.join(folder, 'data');
});

function hostFor(): CommandHost {
  const transport = createUndiciTransport({});
  onTestFinished(() => transport.destroy());
  return {
    ...{ folder: data, user: 'anna', clock: Date.now, random: Math.random, timers: realTimers },
    ...{ uptime: () => performance.now(), endOfTurn: setImmediate, log: () => undefined },
    ...{ secrets: createKeyFileSecretBox(path.join(folder, 'config')), transport },
  } as Partial<CommandHost> as CommandHost;
}

async function run(...args: string[]) {
  const [name = '', ...rest] = args;
  const line = parseCommandLine([name, '--data', data, ...rest], COMMANDS);
  const command = COMMANDS.find((one) => one.name === name);
  if (!line || !command) throw new Error('Help was shown.');
  const { ok, lines, text } = await command.run(line, hostFor());
  return { ok, lines: [...lines], text };
}

const sale = (nr: number): Receipt => ({
  id: `R${nr}`,
  nr,
  lines: [{ type: 'Umsatz', cents: 500, vat: '1' }],
  payments: [{ type: 'Bar', cents: 500 }],
});

it('an opening balance can be entered before anything was imported; close tells each closing and each day, and never seals locally', async () => {
  const entered = await run(
    'opening',
    '--pay-desk',
    'K1',
    '--cents',
    '20000',
    '--reason',
    'counted',
  );
  expect(entered).toMatchObject({
    ok: true,
    lines: [{ payDesk: 'K1', cents: 20_000, who: 'anna' }],
  });
  await run('import', writeExport(path.join(folder, 'export'), [sale(1), sale(3)]));
  const { ok, lines } = await run('close', '--day', '2026-11-20', '--local');
  expect(ok).toBe(false);
  expect(lines.map((line) => closeLineSchema.parse(line).kind)).toEqual(['closing', 'day']);
  expect(lines[0]).toMatchObject({
    cash: { openingCents: 20_000, closingCents: 21_000 },
    gaps: [{ kind: 'receipt', from: '2', to: '2', explained: false }],
    sealed: false,
  });
  await run('explain', '--pay-desk', 'K1', '--from', '2', '--reason', 'test receipt');
  const month = await run('close', '--month', '2026-11', '--local', '--language', 'en');
  expect(month.lines[0]).toMatchObject({ gaps: [{ from: '2', explained: true }] });
  const undone = ['explain', '--take-back', '1', '--reason', 'another till'] as const;
  expect(await run(...undone)).toMatchObject({ ok: true });
  expect(await run(...undone)).toMatchObject({ ok: false });
  const again = await run('close', '--month', '2026-11', '--local');
  expect(again.lines[0]).toMatchObject({ gaps: [{ from: '2', explained: false }] });
  expect(month.text.join('\n')).toContain('Drawer: 200.00 EUR → 210.00 EUR');
});

it.each([
  [['close'], /--day/],
  [['close', '--day', '2026-11-31'], /2026-11-31/],
  [['close', '--month', '2026-13'], /2026-13/],
  [['close', '--day', '2026-11-20', '--month', '2026-11'], /either/],
  [['opening', '--pay-desk', 'K1', '--reason', 'counted'], /--cents/],
  [['opening', '--pay-desk', 'K1', '--cents', '12.50', '--reason', 'counted'], /--cents/],
  [
    ['opening', '--pay-desk', 'K1', '--cents', '1', '--currency', 'Euro', '--reason', 'x y z'],
    /--currency/,
  ],
  [['explain', '--pay-desk', 'K1', '--reason', 'why not'], /--from/],
  [['explain', '--take-back', 'K1', '--reason', 'why not'], /number of an explanation/],
  [
    ['explain', '--pay-desk', 'K1', '--from', '2', '--kind', 'hole', '--reason', 'why not'],
    /--kind/,
  ],
])('%j is called wrongly, and nothing is made', async (args, mistake) => {
  await expect(run(...args)).rejects.toThrow(UsageError);
  await expect(run(...args)).rejects.toThrow(mistake);
  expect(fs.existsSync(data)).toBe(false);
});
