/** Every dependency has a reason in docs/dependencies.md, and every reason a dependency. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (name: string): string => fs.readFileSync(path.join(ROOT, name), 'utf8');

it('docs/dependencies.md names each dependency, and no other', () => {
  const names = z.record(z.string(), z.string());
  const { dependencies, devDependencies } = z
    .looseObject({ dependencies: names, devDependencies: names })
    .parse(JSON.parse(read('package.json')));
  const described = read('docs/dependencies.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)])
    .map((match) => match[1]);
  expect(described.sort()).toEqual(
    [...Object.keys(dependencies), ...Object.keys(devDependencies)].sort(),
  );
});
