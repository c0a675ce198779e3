/** Every import rule of the house is broken once here, and its allowed twin passes. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import type { IConfiguration, ICruiseResult } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../helpers/temp-folder.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const config = createRequire(import.meta.url)(
  path.join(ROOT, '.dependency-cruiser.cjs'),
) as IConfiguration;

/** An import: `from` holds `statement`; files of the house that it names are made. */
type Import = readonly [from: string, statement: string];
interface Case {
  readonly forbidden: readonly Import[];
  readonly allowed: readonly Import[];
}

const value = (of: string): string => `import { value } from '${of}';\nconsole.log(value);\n`;
const type = (of: string): string =>
  `import type { Thing } from '${of}';\nexport type Mine = Thing;\n`;
const library = (of: string): string =>
  `import * as library from '${of}';\nconsole.log(library);\n`;

const CASES: Readonly<Record<string, Case>> = {
  'shared-imports-only-itself-and-zod': {
    forbidden: [
      ['shared/a.ts', type('../electron/shell/host/backend.ts')],
      ['shared/a.ts', library('node:fs')],
      ['shared/a.ts', library('react')],
    ],
    allowed: [
      ['shared/a.ts', library('zod')],
      ['shared/a.ts', value('./domain/b.ts')],
    ],
  },
  'renderer-imports-only-shared': {
    forbidden: [
      ['renderer/a.ts', type('../electron/shell/host/backend.ts')],
      ['renderer/a.ts', library('node:fs')],
    ],
    allowed: [['renderer/a.ts', value('../shared/b.ts')]],
  },
  'renderer-imports-only-its-libraries': {
    forbidden: [['renderer/a.ts', library('better-sqlite3')]],
    allowed: [['renderer/a.ts', library('react')]],
  },
  'grid-and-ui-get-props': {
    forbidden: [
      ['renderer/grid/a.ts', value('../store/b.ts')],
      ['renderer/ui/a.ts', type('../api.ts')],
      ['renderer/ui/a.ts', type('../hooks/b.ts')],
    ],
    allowed: [
      ['renderer/grid/a.ts', value('../ui/b.ts')],
      ['renderer/features/list/a.ts', value('../../store/b.ts')],
    ],
  },
  'electron-api-only-in-its-shell': {
    forbidden: [
      ['electron/core/engine/a.ts', library('electron')],
      ['electron/create-backend.ts', type('electron')],
      ['electron/shell/transport/loopback.ts', library('electron')],
    ],
    allowed: [
      ['electron/shell/app/a.ts', library('electron')],
      ['electron/shell/transport/electron-ipc.ts', library('electron')],
    ],
  },
  'core-knows-no-topic': {
    forbidden: [
      ['electron/core/engine/a.ts', value('../../create-backend.ts')],
      ['electron/core/db/a.ts', value('../../shell/app/b.ts')],
      ['electron/core/db/a.ts', type('../../topics/bulk/b.ts')],
    ],
    allowed: [
      ['electron/create-backend.ts', value('./core/engine/b.ts')],
      ['electron/topics/bulk/a.ts', value('../../core/db/b.ts')],
    ],
  },
  'topics-know-no-shell': {
    forbidden: [
      ['electron/topics/attention/a.ts', value('../../create-backend.ts')],
      ['electron/topics/setup/a.ts', type('../../shell/host/b.ts')],
    ],
    allowed: [
      ['electron/topics/attention/a.ts', value('../../core/db/b.ts')],
      ['electron/shell/cli/a.ts', value('../../topics/attention/b.ts')],
    ],
  },
  'a-feature-imports-no-other-feature': {
    forbidden: [['renderer/features/list/a.ts', value('../details/b.ts')]],
    allowed: [
      ['renderer/features/list/a.ts', value('./b.ts')],
      ['renderer/features/list/a.ts', value('../../ui/b.ts')],
      ['renderer/App.tsx', value('./features/list/b.ts')],
    ],
  },
  'engine-knows-rs-as-types-only': {
    forbidden: [['electron/core/engine/a.ts', value('../rs/connector.ts')]],
    allowed: [['electron/core/engine/a.ts', type('../rs/connector.ts')]],
  },
  'engine-knows-the-connector-by-its-types-file': {
    forbidden: [['electron/core/engine/a.ts', type('../rs/wire.ts')]],
    allowed: [['electron/core/engine/a.ts', type('../rs/connector.ts')]],
  },
  'data-takes-one-way': {
    forbidden: [
      ['electron/core/ingest/a.ts', value('../engine/b.ts')],
      ['electron/core/export/a.ts', value('../rs/b.ts')],
    ],
    allowed: [['electron/core/ingest/a.ts', value('../db/b.ts')]],
  },
  'engine-reads-the-database-alone': {
    forbidden: [['electron/core/engine/a.ts', value('../ingest/b.ts')]],
    allowed: [['electron/core/engine/a.ts', value('../db/b.ts')]],
  },
  'db-stands-alone': {
    forbidden: [['electron/core/db/a.ts', type('../engine/b.ts')]],
    allowed: [['electron/core/db/a.ts', value('../../../shared/b.ts')]],
  },
  'rs-stands-alone': {
    forbidden: [['electron/core/rs/a.ts', value('../db/b.ts')]],
    allowed: [['electron/core/rs/a.ts', value('./b.ts')]],
  },
  'transport-knows-the-contract-alone': {
    forbidden: [['electron/shell/transport/a.ts', value('../../core/db/b.ts')]],
    allowed: [['electron/shell/transport/a.ts', value('../../../shared/contract/contract.ts')]],
  },
  'preload-knows-names-alone': {
    forbidden: [
      ['electron/shell/preload/index.ts', value('../../../shared/contract/contract.ts')],
      ['electron/shell/preload/index.ts', library('node:fs')],
    ],
    allowed: [
      ['electron/shell/preload/index.ts', value('../../../shared/contract/names.ts')],
      ['electron/shell/preload/index.ts', type('../../../shared/contract/contract.ts')],
      ['electron/shell/preload/index.ts', library('electron')],
    ],
  },
  'sqlite-only-where-data-is-kept': {
    forbidden: [['electron/core/engine/a.ts', library('better-sqlite3')]],
    allowed: [
      ['electron/core/db/a.ts', library('better-sqlite3')],
      ['sandbox/a.ts', library('better-sqlite3')],
    ],
  },
  'ingest-is-entered-by-its-face': {
    forbidden: [['electron/create-backend.ts', value('./core/ingest/csv.ts')]],
    allowed: [
      ['electron/create-backend.ts', value('./core/ingest/index.ts')],
      ['electron/core/ingest/a.ts', value('./csv.ts')],
    ],
  },
  'rs-is-entered-by-its-face': {
    forbidden: [['electron/create-backend.ts', value('./core/rs/session.ts')]],
    allowed: [
      ['electron/create-backend.ts', value('./core/rs/index.ts')],
      ['electron/headless.ts', value('./core/rs/transport-undici.ts')],
    ],
  },
  'nothing-imports-tests': {
    forbidden: [['demo/a.ts', value('../test/helpers/b.ts')]],
    allowed: [['bench/a.ts', value('../test/helpers/b.ts')]],
  },
  'nothing-imports-benchmarks': {
    forbidden: [['scripts/a.ts', value('../bench/b.ts')]],
    allowed: [['test/a.ts', value('../bench/b.ts')]],
  },
  'sandbox-is-a-program-of-its-own': {
    forbidden: [
      ['electron/shell/app/a.ts', value('../../../sandbox/server.ts')],
      ['scripts/a.ts', type('../sandbox/server.ts')],
    ],
    allowed: [
      ['demo/a.ts', value('../sandbox/server.ts')],
      ['test/a.ts', value('../sandbox/server.ts')],
      ['electron/headless.ts', value('../sandbox/server.ts')],
    ],
  },
  'sandbox-shares-nothing-with-the-product': {
    forbidden: [['sandbox/a.ts', value('../electron/rs/index.ts')]],
    allowed: [['sandbox/a.ts', value('../shared/b.ts')]],
  },
  'demo-is-started-by-hosts-alone': {
    forbidden: [['electron/create-backend.ts', value('../demo/shop.ts')]],
    allowed: [['electron/headless.ts', value('../demo/shop.ts')]],
  },
  'no-cycles': {
    forbidden: [
      ['shared/a.ts', `${type('./b.ts')}export type Thing = number;\nexport const value = 1;\n`],
      ['shared/b.ts', `${type('./a.ts')}export type Thing = string;\nexport const value = 2;\n`],
    ],
    allowed: [['shared/a.ts', type('./b.ts')]],
  },
  'everything-imported-exists': {
    forbidden: [['shared/a.ts', value('./gone/../missing.ts')]],
    allowed: [['shared/a.ts', value('./b.ts')]],
  },
};

/** Cases whose imports only mean something together. */
const TOGETHER = new Set(['no-cycles']);

describe('the import rules', () => {
  it('are all tried here', () => {
    const names = (config.forbidden ?? []).map(({ name }) => name);
    expect(Object.keys(CASES).sort()).toEqual([...names].sort());
  });

  it('each say why', () => {
    for (const rule of config.forbidden ?? [])
      expect(rule.comment ?? '', rule.name).toMatch(/\w{3}.*\./);
  });

  it.each(Object.entries(CASES))(
    '%s: the forbidden is found, its twin passes',
    async (name, twin) => {
      const trees = TOGETHER.has(name) ? [twin.forbidden] : twin.forbidden.map((one) => [one]);
      for (const tree of trees) {
        expect(await violations(tree), tree.map(([from]) => from).join()).toContain(name);
      }
      expect(await violations(twin.allowed)).not.toContain(name);
    },
  );
});

/** Names of the rules that a tree with these imports breaks. */
async function violations(imports: readonly Import[]): Promise<string[]> {
  const folder = tempFolder();
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.appendFileSync(path.join(folder, file), text);
  };
  for (const [from, statement] of imports) {
    const target = /from '(\.[^']*)'/.exec(statement)?.[1];
    if (target === undefined || target.endsWith('missing.ts')) continue;
    const file = path.posix.join(path.posix.dirname(from), target);
    if (!imports.some(([other]) => other === file)) {
      write(file, 'export const value = 1;\nexport type Thing = number;\n');
    }
  }
  for (const [from, statement] of imports) write(from, statement);
  const folders = [...new Set(imports.map(([from]) => from.split('/')[0] ?? ''))];
  const { output } = await cruise(
    folders,
    {
      ...config.options,
      ruleSet: { forbidden: config.forbidden ?? [] },
      validate: true,
      baseDir: folder,
    },
    config.options?.enhancedResolveOptions,
  );
  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name);
}
