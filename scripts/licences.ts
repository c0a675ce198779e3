/** Writes the licences of all that is built into the program, for the page *About*. */
import fs from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { LICENCES_PATH, type Licence } from '../shared/domain/licences.ts';

/** Packed beside the bundles, not into them. */
const BESIDE = ['better-sqlite3'];
/** The typeface comes by a style sheet, which is no module of the bundle. */
const BY_STYLES = ['@fontsource-variable/roboto'];
/** Vite's own list of what the main process's bundle holds. */
export const MAIN_LICENCES = 'licences.json';

/** An entry of Vite's list. */
interface Entry {
  readonly name: string;
  readonly version: string;
  readonly identifier: string | null;
  readonly text?: string | null;
}

/** @param root the folder of the repository; the main process was built before */
export function licences(root: string): Plugin {
  return {
    name: 'licences',
    generateBundle(_options, bundle) {
      const found = new Map<string, Licence>();
      const add = (one: Licence) => found.set(`${one.name}@${one.version}`, one);
      // What was left out of the bundle needs no mention.
      const modules = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk'
          ? Object.entries(file.modules).filter(([, { renderedLength }]) => renderedLength > 0)
          : [],
      );
      const folders = modules.flatMap(([id]) => packageFolderOf(id) ?? []);
      for (const name of [...BESIDE, ...BY_STYLES]) {
        folders.push(path.join(root, 'node_modules', name));
      }
      for (const folder of new Set(folders)) add(licenceIn(folder));
      const main = path.join(root, 'out', 'main', MAIN_LICENCES);
      for (const { name, version, identifier, text } of JSON.parse(
        fs.readFileSync(main, 'utf8'),
      ) as readonly Entry[]) {
        add({ name, version, licence: identifier ?? '', text: text ?? '' });
      }
      const sorted = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      const unnamed = sorted.filter(({ licence }) => licence === '').map(({ name }) => name);
      if (unnamed.length > 0) {
        throw new Error(
          `No licence is named by ${unnamed.join(', ')}: it cannot be part of the program.`,
        );
      }
      this.emitFile({
        type: 'asset',
        fileName: LICENCES_PATH.slice(1),
        source: JSON.stringify(sorted),
      });
    },
  };
}

/** @returns undefined: a module of this project, or of the bundler */
function packageFolderOf(id: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/@][^/]*/.exec(id.replace(/^\0/, ''))?.[0];
}

function licenceIn(folder: string): Licence {
  const { name, version, license } = JSON.parse(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
  ) as { name: string; version: string; license?: string };
  const file = fs.readdirSync(folder).find((one) => /^(licen[cs]e|copying)(\.|$)/i.test(one));
  const text = file === undefined ? '' : fs.readFileSync(path.join(folder, file), 'utf8');
  return { name, version, licence: license ?? '', text };
}
