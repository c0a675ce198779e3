/** The packaged program of this platform starts, shows the tab, and reads an export in its thread. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { generateExport, seededRandom, zipFolder } from '../../demo/dsfinvk-export.ts';
import { newFolder, ROOT, startProgram } from './program.ts';

test('the packaged program starts and reads an export', async () => {
  test.setTimeout(300_000);
  const packed = spawnSync(process.execPath, ['scripts/pack.ts'], { cwd: ROOT, encoding: 'utf8' });
  expect(packed.status, `${packed.stdout}\n${packed.stderr}`).toBe(0);
  const executable = findExecutable(path.join(ROOT, 'dist'));
  const folder = newFolder();
  const program = await startProgram(path.join(folder, 'data'), executable);
  await expect(program.page.getByRole('button', { name: /KICK JOB/i })).toBeVisible({
    timeout: 30_000,
  });
  const snapshot = await program.page.evaluate(() => window.api?.call('app.snapshot'));
  const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  expect(snapshot).toMatchObject({ ok: true, value: { version: manifest.version, demo: false } });

  const truth = await generateExport({
    folder: path.join(folder, 'export'),
    receipts: 200,
    registers: 2,
    firstDay: '2026-11-01',
    random: seededRandom(1),
  });
  const inbox = path.join(folder, 'data', 'inbox');
  const dropped = path.join(inbox, 'export.zip');
  await zipFolder(path.join(folder, 'export'), `${dropped}.tmp`);
  fs.renameSync(`${dropped}.tmp`, dropped);
  await expect
    .poll(
      () =>
        program.page.evaluate(async () => {
          const answer = await window.api?.call('app.snapshot');
          return answer?.ok ? answer.value.status.total : undefined;
        }),
      { timeout: 60_000 },
    )
    .toBe(Object.values(truth.jobs).reduce((sum, { count }) => sum + count, 0));
  await program.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function findExecutable(dist: string): string {
  const candidates = [
    'linux-unpacked/venduo-pos-back-office',
    'linux-arm64-unpacked/venduo-pos-back-office',
    'win-unpacked/Venduo POS Back Office.exe',
    'mac/Venduo POS Back Office.app/Contents/MacOS/Venduo POS Back Office',
    'mac-arm64/Venduo POS Back Office.app/Contents/MacOS/Venduo POS Back Office',
  ].map((name) => path.join(dist, name));
  const found = candidates.find((candidate) => fs.existsSync(candidate));
  if (!found) throw new Error(`No packaged program in ${dist}: ${fs.readdirSync(dist).join(', ')}`);
  return found;
}
