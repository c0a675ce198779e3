/** The page of the states is the one that the code would write. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { statesPage } from '../../scripts/states-page.ts';
import { JOB_STATES } from '../../shared/domain/states.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

it('docs/states.md is up to date (npm run docs writes it)', () => {
  expect(fs.readFileSync(path.join(ROOT, 'docs/states.md'), 'utf8')).toBe(statesPage());
});

it('tells of every state', () => {
  for (const state of JOB_STATES) expect(statesPage()).toContain(`| \`${state}\` |`);
});
