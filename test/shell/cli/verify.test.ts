/** `verify` as a person types it: what it says of an anchor, and whether it fails. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { anchorOf } from '../../../electron/core/db/chain/anchor.ts';
import { openDatabase } from '../../../electron/core/db/open.ts';
import { parseCommandLine, UsageError } from '../../../electron/shell/cli/arguments.ts';
import type { CommandHost } from '../../../electron/shell/cli/command.ts';
import { COMMANDS } from '../../../electron/shell/cli/commands.ts';
import { verify } from '../../../electron/shell/cli/commands/verify.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

let now = 0;

/** A data folder of a moment of its own with jobs of these amounts, in a transaction each. */
function shop(...amounts: readonly number[]): { folder: string; anchor: string } {
  const folder = path.join(tempFolder(), 'data');
  now += 1;
  const db = openDatabase(folder, { now: () => now });
  for (const amount of amounts) insertJobs(db, [{ amount }]);
  const anchor = anchorOf(db) ?? expect.fail('no anchor');
  db.close();
  return { folder, anchor };
}

async function run(...args: string[]) {
  const line = parseCommandLine(['verify', ...args], COMMANDS);
  const { ok, lines, text } = await verify.run(
    line ?? expect.fail('help was shown'),
    {} as CommandHost,
  );
  return { ok, lines: [...lines], text: text.join('\n') };
}

function seal(text: string): string {
  const file = path.join(tempFolder(), 'seal.txt');
  fs.writeFileSync(file, text);
  return file;
}

it('agrees with the anchor of its own folder', async () => {
  const { folder, anchor } = shop(100, 200);
  const proof = await run('--data', folder, '--anchor', seal(`Anker ${anchor}`));
  expect(proof).toMatchObject({ ok: true });
  expect(proof.lines.at(-1)).toMatchObject({ ok: true, anchors: [anchor], findings: 0 });
  expect(proof.text).toContain(`It agrees with the anchor ${anchor}.`);
});

it.each([
  ['shorter than this one', [100], 'anchor-different', 'is another one than the anchor'],
  ['as long as this one', [100, 201], 'anchor-different', 'is another one than the anchor'],
  ['longer than this one', [100, 200, 300, 400], 'anchor-missing', 'is of a later one'],
])('fails with the anchor of another data folder that is %s', async (_how, amounts, code, says) => {
  const { folder } = shop(100, 200);
  const other = shop(...amounts);
  for (const bearer of [other.folder, seal(other.anchor)]) {
    const proof = await run('--data', folder, '--anchor', bearer);
    expect(proof.ok).toBe(false);
    expect(proof.lines).toMatchObject([
      { kind: 'finding', code, table: 'anchor', row: other.anchor },
      { kind: 'result', ok: false, findings: 1 },
    ]);
    expect(proof.text).toContain(says);
    expect(proof.text).toContain('the anchor is of another data folder');
    expect(proof.text).not.toContain('Nothing was changed');
  }
});

it('a file without an anchor is no proof, and nothing is said of the folder', async () => {
  const { folder } = shop(100);
  await expect(run('--data', folder, '--anchor', seal('nothing'))).rejects.toThrow(UsageError);
});
