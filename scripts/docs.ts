/** Writes the pages of docs/ that derive from code. `npm run docs`; a test fails when one is out of date. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { statesPage } from './states-page.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

fs.writeFileSync(path.join(ROOT, 'docs', 'states.md'), statesPage());
process.stdout.write('docs/states.md\n');
