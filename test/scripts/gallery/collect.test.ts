/** The gallery: what a change made of a picture, told beside what it was. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { collect } from '../../../scripts/gallery/collect.ts';
import { galleryPage } from '../../../scripts/gallery/page.ts';
import { parsePictureName } from '../../../scripts/gallery/picture-name.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

function newGallery() {
  const folder = tempFolder();
  const drawn = path.join(folder, 'drawn');
  const gallery = path.join(folder, 'gallery');
  fs.mkdirSync(drawn);
  return {
    /** A run that drew these pictures. @returns the state of each */
    run(pictures: Readonly<Record<string, string>>, isWhole = true) {
      for (const [file, pixels] of Object.entries(pictures)) {
        fs.writeFileSync(path.join(drawn, file), pixels);
      }
      const shown = collect(drawn, gallery, isWhole);
      return Object.fromEntries(shown.map(({ file, state }) => [file, state]));
    },
    read: (folder: 'now' | 'before', file: string) =>
      fs.readFileSync(path.join(gallery, folder, file), 'utf8'),
  };
}

const LIST = 'list-de-light-1440.png';
const EMPTY = 'empty-en-zoom.png';

it('tells what is new, changed, gone and the same, and keeps what it was', () => {
  const { run, read } = newGallery();
  expect(run({ [LIST]: 'a', [EMPTY]: 'b' })).toEqual({ [LIST]: 'new', [EMPTY]: 'new' });
  expect(run({ [LIST]: 'A', [EMPTY]: 'b' })).toEqual({ [LIST]: 'changed', [EMPTY]: 'same' });
  expect([read('before', LIST), read('now', LIST)]).toEqual(['a', 'A']);
  expect(run({ [LIST]: 'A' })).toEqual({ [LIST]: 'same', [EMPTY]: 'gone' });
  expect(read('before', EMPTY)).toBe('b');
  expect(run({ [LIST]: 'A' })).toEqual({ [LIST]: 'same' });
});

it('a run of one screen leaves the others', () => {
  const { run, read } = newGallery();
  run({ [LIST]: 'a', [EMPTY]: 'b' });
  expect(run({ [LIST]: 'A' }, false)).toEqual({ [LIST]: 'changed', [EMPTY]: 'same' });
  expect(read('now', EMPTY)).toBe('b');
});

it('reads from a name what is shown, and leaves pictures of another kind', () => {
  expect(parsePictureName('needs-me-en-high-contrast-1024.png')).toEqual({
    ...{ scene: 'needs-me', language: 'en', look: 'high-contrast', width: 1024 },
  });
  expect(parsePictureName(EMPTY)).toEqual({
    ...{ scene: 'empty', language: 'en', look: 'zoom', width: null },
  });
  expect(parsePictureName('columns-pinned.png')).toBeNull();
});

it('a name ends no script of the page', () => {
  const name = { scene: '</script>', language: 'de', look: 'light', width: 1440 } as const;
  const page = galleryPage([{ ...name, file: 'x.png', state: 'new' }]);
  expect(page.match(/<\/script>/g)).toHaveLength(1);
});
