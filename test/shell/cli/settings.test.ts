/** The command line shows the program's settings and changes what a file names, nothing else. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { parseCommandLine, UsageError } from '../../../electron/shell/cli/arguments.ts';
import { COMMANDS } from '../../../electron/shell/cli/commands.ts';
import { settings } from '../../../electron/shell/cli/commands/settings.ts';
import type { CommandHost } from '../../../electron/shell/cli/command.ts';
import { openDatabase } from '../../../electron/core/db/open.ts';
import { DEFAULT_PROGRAM_SETTINGS } from '../../../shared/domain/program-settings.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import { createUndiciTransport } from '../../../electron/core/rs/transport-undici.ts';
import { createKeyFileSecretBox } from '../../../electron/topics/connection/secret-box.ts';

let folder: string;

beforeEach(() => {
  folder = tempFolder();
  openDatabase(folder, { now: Date.now }).close();
});

function hostFor(): CommandHost {
  const transport = createUndiciTransport({});
  onTestFinished(() => transport.destroy());
  return {
    ...{ folder, user: 'tester', clock: Date.now, random: Math.random, timers: realTimers },
    ...{ uptime: () => performance.now(), endOfTurn: setImmediate, log: () => undefined },
    ...{ secrets: createKeyFileSecretBox(path.join(folder, 'config')), transport },
  } as Partial<CommandHost> as CommandHost;
}

async function run(content?: unknown): Promise<unknown> {
  const file = path.join(folder, 'settings.json');
  if (content !== undefined) fs.writeFileSync(file, `\uFEFF${JSON.stringify(content)}`);
  const args = ['settings', '--data', folder, ...(content === undefined ? [] : ['--file', file])];
  const line = parseCommandLine(args, COMMANDS);
  if (!line) throw new Error('Help was shown.');
  const { lines } = await settings.run(line, hostFor());
  return [...lines][0];
}

it('without a file they are shown', async () => {
  expect(await run()).toEqual(DEFAULT_PROGRAM_SETTINGS);
});

it('the limit of a store is set, the others stay, null is the default again', async () => {
  await run({ openingDifferenceLimits: { Nord: 2_500, Süd: 0 } });
  expect(await run({ openingDifferenceLimits: { Nord: null, West: 100 } })).toEqual({
    ...DEFAULT_PROGRAM_SETTINGS,
    openingDifferenceLimits: { Süd: 0, West: 100 },
  });
});

describe('a mistake', () => {
  it.each([
    [{ openingDifferenceLimits: { Nord: -1 } }, /Nord/],
    [{ openingDifferenceLimits: { Nord: 12.5 } }, /Nord/],
    [{ openingLimits: {} }, /openingLimits/],
    [{ inboxFolder: '/tmp' }, /inboxFolder/],
  ])('in %j is named, and nothing changes', async (content, message) => {
    await expect(run(content)).rejects.toThrow(UsageError);
    await expect(run(content)).rejects.toThrow(message);
    expect(await run()).toEqual(DEFAULT_PROGRAM_SETTINGS);
  });

  it.each(['', '{"openingDifferenceLi', '[', '\u0000\u0000'])(
    'a file that was half written (%j) is named, and nothing changes',
    async (text) => {
      await run({ openingDifferenceLimits: { Nord: 500 } });
      const before = await run();
      const file = path.join(folder, 'half.json');
      fs.writeFileSync(file, text);
      const line = parseCommandLine(['settings', '--data', folder, '--file', file], COMMANDS);
      if (!line) throw new Error('Help was shown.');
      await expect(async () => settings.run(line, hostFor())).rejects.toThrow(
        /half\.json cannot be read as JSON.*Nothing was changed/s,
      );
      expect(await run()).toEqual(before);
    },
  );
});
