/** Puts the manual into the built window: a page of HTML for each text, its pictures, and what its search reads. */
import fs from 'node:fs';
import path from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { MANUAL_PAGES, MANUAL_PATH } from '../../shared/domain/manual-pages.ts';
import { LANGUAGES } from '../../shared/domain/preferences.ts';
import { framedPage, renderPage, searchEntries } from './page.ts';
import { pictureFile, picturesOf, readPage, sourceFile } from './sources.ts';

/** Each page takes its script and styles from it. */
const FRAME = 'manual.html';
const FOLDER = MANUAL_PATH.slice(1);

/** @param root the folder of the repository */
export function manual(root: string): Plugin {
  return {
    name: 'manual',
    buildStart() {
      for (const language of LANGUAGES) {
        for (const page of MANUAL_PAGES) this.addWatchFile(sourceFile(root, language, page));
      }
    },
    async generateBundle(_options, bundle) {
      const emit = (fileName: string, source: string | Uint8Array) =>
        this.emitFile({ type: 'asset', fileName, source });
      let frame: string | undefined;
      for (const { fileName, source } of await buildFrame(root)) {
        if (fileName === FRAME) frame = String(source);
        // The typeface is there already.
        else if (!(fileName in bundle)) emit(fileName, source);
      }
      if (frame === undefined) throw new Error(`The build has no ${FRAME}.`);
      for (const language of LANGUAGES) {
        const pages = MANUAL_PAGES.map((page) => renderPage(page, readPage(root, language, page)));
        for (const [index, { page }] of pages.entries()) {
          emit(`${FOLDER}${language}/${page}.html`, framedPage(frame, language, pages, index));
        }
        emit(`${FOLDER}${language}/search.json`, searchEntries(pages));
        for (const scene of picturesOf(root, language)) {
          const file = pictureFile(root, language, scene);
          emit(`${FOLDER}pictures/${language}/${path.basename(file)}`, fs.readFileSync(file));
        }
      }
    },
  };
}

interface BuiltFile {
  readonly fileName: string;
  readonly source: string | Uint8Array;
}

/** A build of its own: the manual's styles are none of the window's, and the window waits for none of its scripts. */
async function buildFrame(root: string): Promise<BuiltFile[]> {
  const built = (await build({
    configFile: false,
    root: path.join(root, 'renderer'),
    base: '/',
    logLevel: 'warn',
    build: {
      write: false,
      target: 'chrome114',
      modulePreload: false,
      rolldownOptions: { input: path.join(root, 'renderer', FRAME) },
    },
  })) as Rolldown.RolldownOutput;
  return built.output.map((file) => ({
    fileName: file.fileName,
    source: file.type === 'chunk' ? file.code : file.source,
  }));
}
