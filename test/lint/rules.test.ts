/** Every house rule of eslint.config.js is broken once here, and its allowed twin passes. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../helpers/temp-folder.ts';

// In CI the parser would make whole programs for every snippet, until the heap is full.
process.env['TSESTREE_SINGLE_RUN'] = 'false';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

interface Case {
  readonly name: string;
  readonly rule: string;
  readonly file: string;
  readonly forbidden: string;
  readonly allowed: string;
  /** Where the allowed text stands, if elsewhere. */
  readonly allowedFile?: string;
}

const VI = 'declare const vi: { mock(module: string): void; restoreAllMocks(): void };\n';
const promise = 'declare function save(): Promise<void>;\n';
const imported = (names: string): string =>
  `import { ${names} } from 'electron';\nvoid [${names}];\n`;

const CASES: readonly Case[] = [
  {
    name: 'a promise that nobody waits for',
    rule: '@typescript-eslint/no-floating-promises',
    file: 'shared/a.ts',
    forbidden: `${promise}export function go(): void { save(); }`,
    allowed: `${promise}export async function go(): Promise<void> { await save(); }`,
  },
  {
    name: 'a promise where a plain function is expected',
    rule: '@typescript-eslint/no-misused-promises',
    file: 'shared/a.ts',
    forbidden: `${promise}[1].forEach(async () => { await save(); });`,
    allowed: `${promise}await Promise.all([1].map(async () => { await save(); }));`,
  },
  {
    name: 'a switch that forgets a state',
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    file: 'shared/a.ts',
    forbidden: `export function go(x: 'a' | 'b'): void { switch (x) { case 'a': return; } }`,
    allowed: `export function go(x: 'a' | 'b'): void { switch (x) { case 'a': case 'b': return; } }`,
  },
  {
    name: 'a type that is imported as a value',
    rule: '@typescript-eslint/consistent-type-imports',
    file: 'shared/a.ts',
    forbidden: `import { Thing } from './b.ts';\nexport const a: Thing = 1;`,
    allowed: `import type { Thing } from './b.ts';\nexport const a: Thing = 1;`,
  },
  {
    name: 'any',
    rule: '@typescript-eslint/no-explicit-any',
    file: 'shared/a.ts',
    forbidden: 'export const a: any = 1;',
    allowed: 'export const a: unknown = 1;',
  },
  {
    name: 'a value that nobody parsed',
    rule: '@typescript-eslint/no-unsafe-assignment',
    file: 'shared/a.ts',
    forbidden: `export const a: string = JSON.parse('""');`,
    allowed: `export const a: unknown = JSON.parse('""');`,
  },
  {
    name: 'a default export',
    rule: 'no-restricted-exports',
    file: 'shared/a.ts',
    forbidden: 'export default 1;',
    allowed: 'export default 1;',
    allowedFile: 'some.config.ts',
  },
  {
    name: 'a file that cannot be read in one sitting',
    rule: 'max-lines',
    file: 'shared/a.ts',
    forbidden: 'export {};\n'.repeat(401),
    allowed: 'export {};\n'.repeat(400).trimEnd(),
  },
  {
    name: 'a test that cannot be read in one sitting',
    rule: 'max-lines',
    file: 'test/core/a.ts',
    forbidden: 'export {};\n'.repeat(501),
    allowed: 'export {};\n'.repeat(500).trimEnd(),
  },
  {
    name: 'the clock of the PC in a part of the backend',
    rule: 'no-restricted-properties',
    file: 'electron/core/engine/a.ts',
    forbidden: 'export const a = Date.now();',
    allowed: 'export const a = Date.now();',
    allowedFile: 'electron/shell/app/a.ts',
  },
  {
    name: 'the present as a date',
    rule: 'no-restricted-syntax',
    file: 'electron/core/ingest/a.ts',
    forbidden: 'export const a = new Date();',
    allowed: 'export const a = new Date(0);',
  },
  {
    name: 'chance that no test owns',
    rule: 'no-restricted-properties',
    file: 'electron/core/rs/a.ts',
    forbidden: 'export const a = Math.random();',
    allowed: 'export const a = (random: () => number) => random();',
  },
  {
    name: 'a function of Node that the oldest Electron does not have, in a part of the backend',
    rule: 'no-restricted-properties',
    file: 'electron/core/db/a.ts',
    forbidden: `import crypto from 'node:crypto';\nexport const a = crypto.hash('sha256', '');`,
    allowed: `import crypto from 'node:crypto';\nexport const a = crypto.createHash('sha256');`,
  },
  {
    name: 'a function of Node that the oldest Electron does not have, in the desktop program',
    rule: 'no-restricted-properties',
    file: 'electron/shell/app/a.ts',
    forbidden: 'export const a = AbortSignal.any([]);',
    allowed: 'export const a = AbortSignal.any([]);',
    allowedFile: 'electron/shell/cli/a.ts',
  },
  {
    name: 'a timer that no test owns',
    rule: 'no-restricted-globals',
    file: 'electron/core/db/a.ts',
    forbidden: 'setTimeout(() => undefined, 1);',
    allowed: 'setTimeout(() => undefined, 1);',
    allowedFile: 'electron/shell/app/a.ts',
  },
  {
    name: 'an interval that no test owns',
    rule: 'no-restricted-globals',
    file: 'electron/core/engine/a.ts',
    forbidden: 'setInterval(() => undefined, 1);',
    allowed: 'export const a = 1;',
  },
  {
    name: 'a job that is written elsewhere in the database',
    rule: 'no-restricted-syntax',
    file: 'electron/core/db/a.ts',
    forbidden: 'export const a = (only: string) => `UPDATE jobs\n  SET due_at = 1 WHERE ${only}`;',
    allowed: 'export const a = (only: string) => `UPDATE jobs\n  SET due_at = 1 WHERE ${only}`;',
    allowedFile: 'electron/core/db/jobs/a.ts',
  },
  {
    name: 'a job that is born elsewhere',
    rule: 'no-restricted-syntax',
    file: 'electron/shell/cli/a.ts',
    forbidden: "export const a = 'INSERT INTO jobs (id) VALUES (1)';",
    allowed: "export const a = 'SELECT 1 FROM jobs';",
  },
  {
    name: 'a state that is written past the table of states',
    rule: 'no-restricted-syntax',
    file: 'electron/core/db/jobs/a.ts',
    forbidden: `export const a = "UPDATE jobs SET due_at = 1, state = 'waiting'";`,
    allowed: `export const a = "UPDATE jobs SET state = 'waiting'";`,
    allowedFile: 'electron/core/db/jobs/move.ts',
  },
  {
    name: 'a timer by another door',
    rule: 'no-restricted-syntax',
    file: 'electron/core/engine/a.ts',
    forbidden: `import { setTimeout as wait } from 'node:timers/promises';\nawait wait(1);`,
    allowed: `import fs from 'node:fs';\nvoid fs;`,
  },
  {
    name: 'messages to the window past the contract',
    rule: 'no-restricted-imports',
    file: 'electron/shell/app/a.ts',
    forbidden: imported('ipcMain'),
    allowed: imported('ipcMain'),
    allowedFile: 'electron/shell/transport/electron-ipc.ts',
  },
  {
    name: 'messages from the window past the contract',
    rule: 'no-restricted-imports',
    file: 'electron/shell/app/a.ts',
    forbidden: imported('ipcRenderer'),
    allowed: imported('ipcRenderer'),
    allowedFile: 'electron/shell/preload/index.ts',
  },
  {
    name: 'a push to the window past the contract',
    rule: 'no-restricted-syntax',
    file: 'electron/shell/app/a.ts',
    forbidden:
      'declare const w: { webContents: { send(a: string): void } };\nw.webContents.send("a");',
    allowed: 'declare const w: { webContents: { focus(): void } };\nw.webContents.focus();',
  },
  {
    name: 'a hook under a condition',
    rule: 'react-hooks/rules-of-hooks',
    file: 'renderer/A.tsx',
    forbidden: `declare function useThing(): number;\nexport function A(p: { x: boolean }) { if (p.x) useThing(); return null; }`,
    allowed: `declare function useThing(): number;\nexport function A() { useThing(); return null; }`,
  },
  {
    name: 'a test that keeps the others from running',
    rule: 'no-restricted-syntax',
    file: 'test/a.test.ts',
    forbidden: `declare const it: { only(): void };\nit.only();`,
    allowed: `declare const it: { each(): void };\nit.each();`,
  },
  {
    name: 'a test that does not run',
    rule: 'no-restricted-syntax',
    file: 'test/a.test.ts',
    forbidden: `declare const test: { skip(): void };\ntest.skip();`,
    allowed: `declare function test(): void;\ntest();`,
  },
  {
    name: 'a module replaced where other files share the worker',
    rule: 'no-restricted-properties',
    file: 'test/a.test.ts',
    forbidden: `${VI}vi.mock('electron');`,
    allowed: `${VI}vi.restoreAllMocks();`,
  },
  {
    name: 'a test that waits for time to pass',
    rule: 'no-restricted-syntax',
    file: 'test/a.test.ts',
    forbidden: 'await new Promise((resolve) => { setTimeout(resolve, 10); });',
    allowed: 'await new Promise((resolve) => { setImmediate(resolve); });',
  },
  {
    name: 'a browser test that waits for time to pass',
    rule: 'no-restricted-syntax',
    file: 'test/program/a.spec.ts',
    forbidden:
      'declare const page: { waitForTimeout(ms: number): Promise<void> };\nawait page.waitForTimeout(1);',
    allowed: 'declare const page: { waitForEvent(): Promise<void> };\nawait page.waitForEvent();',
  },
];

describe('the house lint finds', () => {
  it.each(CASES)('$name', async ({ rule, file, forbidden, allowed, allowedFile }) => {
    expect(await broken(file, forbidden)).toContain(rule);
    expect(await broken(allowedFile ?? file, allowed)).toEqual([]);
  });
});

const TSCONFIG = {
  compilerOptions: {
    target: 'ES2023',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    strict: true,
    jsx: 'preserve',
    allowImportingTsExtensions: true,
    noEmit: true,
    types: ['node'],
  },
};

/** Rules that a file with this text breaks, other than those about unused things. */
async function broken(file: string, text: string): Promise<string[]> {
  const folder = tempFolder();
  const write = (name: string, content: string): void => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  };
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  write('tsconfig.json', JSON.stringify(TSCONFIG));
  write('shared/b.ts', 'export type Thing = number;\n');
  write(file, text);
  const lint = new ESLint({ cwd: folder, overrideConfigFile: path.join(ROOT, 'eslint.config.js') });
  const results = await lint.lintFiles([file]);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message }) => ruleId ?? message),
  );
}
