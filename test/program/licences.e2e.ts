/** Whatever is built into the program is named with its licence, as it asks for. */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Licence } from '../../shared/domain/licences.ts';
import { test } from './programs.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
/** Their packages carry no file with the text of their licence. */
const WITHOUT_TEXT = ['lazy-val'];

test('every bundled package is listed with version, licence and text', async ({ programs }) => {
  const { told } = await programs.serve();
  const { origin } = new URL(String(told['url']));
  const response = await fetch(`${origin}/licences.json`);
  const licences = (await response.json()) as readonly Licence[];
  const names = licences.map(({ name }) => name);
  // Of the window, of the main process, packed beside both, and the typeface.
  for (const name of ['ag-grid-react', 'react-dom', 'electron-updater', 'zod', 'better-sqlite3']) {
    expect(names).toContain(name);
  }
  expect(names).toContain('@fontsource-variable/roboto');
  expect(licences.filter(({ licence }) => licence === '').map(({ name }) => name)).toEqual([]);
  expect(licences.filter(({ text }) => text.trim() === '').map(({ name }) => name)).toEqual(
    WITHOUT_TEXT,
  );
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
});
