/** Links between the documents lead somewhere. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

function brokenLinks(file: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)]
    .map((match) => match[1] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => !fs.existsSync(path.resolve(path.dirname(file), target)))
    .map((target) => `${path.relative(ROOT, file)} -> ${target}`);
}

it('every link to a file leads to one', () => {
  const pages = fs
    .readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join('docs', name))
    .concat('README.md', 'CONTRIBUTING.md', 'CHANGELOG.md')
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(ROOT, name));
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.flatMap((page) => brokenLinks(page, fs.readFileSync(page, 'utf8')))).toEqual([]);
  // The twin: a link to nowhere would be found.
  expect(brokenLinks(path.join(ROOT, 'README.md'), '[x](docs/nowhere.md)')).toHaveLength(1);
});
