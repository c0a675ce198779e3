/** What is installed is what was chosen: exact versions, and no script that nobody allowed. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const read = (name: string): string => fs.readFileSync(path.join(ROOT, name), 'utf8');

const versions = z.record(z.string(), z.string());
const manifest = z
  .looseObject({
    dependencies: versions,
    devDependencies: versions,
    allowScripts: z.record(z.string(), z.boolean()),
    engines: z.object({ node: z.string() }),
  })
  .parse(JSON.parse(read('package.json')));
const lockText = read('package-lock.json');
const lock = z
  .looseObject({
    packages: z.record(z.string(), z.looseObject({ hasInstallScript: z.boolean().optional() })),
  })
  .parse(JSON.parse(lockText));

/** Names of the locked packages that run a script at install. */
function withInstallScripts(packages: typeof lock.packages): string[] {
  return Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([place]) => place.replace(/^.*node_modules\//, ''));
}

const undecided = (names: readonly string[]): string[] =>
  names.filter((name) => manifest.allowScripts[name] === undefined);

describe('package.json', () => {
  it('pins every dependency to one version', () => {
    const inexact = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
    }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(inexact).toEqual([]);
  });

  it('decides about every package that wants to run a script at install', () => {
    expect(undecided(withInstallScripts(lock.packages))).toEqual([]);
    // The twin: a package that nobody decided about would be found.
    const further = {
      ...lock.packages,
      'node_modules/a/node_modules/b': { hasInstallScript: true },
    };
    expect(undecided(withInstallScripts(further))).toEqual(['b']);
  });

  it('says the same as README about the Node.js that installs it, and as .nvmrc about the one that runs it', () => {
    const [, oldest] = /^Node\.js (\d+) or newer/m.exec(read('README.md')) ?? [];
    expect(manifest.engines.node).toBe(`>=${oldest}`);
    expect(manifest.devDependencies['node']?.split('.')[0]).toBe(read('.nvmrc').trim());
  });

  it('lets nothing but the Node.js runtime set itself up', () => {
    const allowed = Object.entries(manifest.allowScripts).filter(([, may]) => may);
    expect(allowed.map(([name]) => name)).toEqual(['node']);
  });

  it('has better-sqlite3 as the only dependency that is not bundled', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['better-sqlite3']);
  });
});

describe('package-lock.json', () => {
  it('names no registry, so that every mirror serves', () => {
    expect(lockText.match(/https?:\/\/[^"]*\.tgz/g) ?? []).toEqual([]);
    expect(lockText).not.toContain('"resolved"');
  });
});
