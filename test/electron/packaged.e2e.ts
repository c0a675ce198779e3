/** The packaged program of this platform starts and shows the tab. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { newFolder, ROOT, startProgram } from './program.ts';

test('the packaged program starts', async () => {
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
