/** The Electron suite runs where a runtime and a display are, and elsewhere the reason is told. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { whyNoElectron } from '../../scripts/electron-lane.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

describe('the Electron lane', () => {
  it('says that the runtime is missing', () => {
    expect(whyNoElectron(tempFolder(), { DISPLAY: ':1' })).toContain('not installed');
  });

  it('takes a runtime that the environment names', () => {
    const dist = tempFolder();
    fs.writeFileSync(path.join(dist, 'electron'), '');
    const environment = { ELECTRON_OVERRIDE_DIST_PATH: dist, DISPLAY: ':1' };
    expect(whyNoElectron(tempFolder(), environment)).toBeUndefined();
  });

  it('takes the runtime of the electron package where that was fetched', () => {
    const root = tempFolder();
    const folder = path.join(root, 'node_modules', 'electron');
    fs.mkdirSync(path.join(folder, 'dist'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'path.txt'), 'run-me');
    expect(whyNoElectron(root, { DISPLAY: ':1' })).toContain('not installed');
    fs.writeFileSync(path.join(folder, 'dist', 'run-me'), '');
    expect(whyNoElectron(root, { DISPLAY: ':1' })).toBeUndefined();
  });

  it('needs a display where the desktop does not bring one', () => {
    const dist = tempFolder();
    fs.writeFileSync(path.join(dist, 'electron'), '');
    const reason = whyNoElectron(tempFolder(), { ELECTRON_OVERRIDE_DIST_PATH: dist });
    const brings = process.platform === 'win32' || process.platform === 'darwin';
    expect(reason === undefined).toBe(brings);
  });
});
