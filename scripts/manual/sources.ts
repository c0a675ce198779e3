/** Where the manual's texts and pictures lie, and which pictures its texts show. */
import fs from 'node:fs';
import path from 'node:path';
import { MANUAL_PAGES, type ManualPage } from '../../shared/domain/manual-pages.ts';
import type { Language } from '../../shared/domain/preferences.ts';

/** Pixels of the window that is drawn. */
export const PICTURE_SIZE = { width: 1024, height: 768 } as const;

/** A picture in a text: its words for who does not see it, and its scene. */
const PICTURE = /!\[[^\]]*\]\(\.\.\/pictures\/(?<language>de|en)\/(?<scene>[\w-]+)\.webp\)/g;

export function sourceFile(root: string, language: Language, page: ManualPage): string {
  return path.join(root, 'manual', language, `${page}.md`);
}

export function readPage(root: string, language: Language, page: ManualPage): string {
  return fs.readFileSync(sourceFile(root, language, page), 'utf8');
}

export function pictureFile(root: string, language: Language, scene: string): string {
  return path.join(root, 'manual', 'pictures', language, `${scene}.webp`);
}

/** What stood on the screen when its picture was drawn. */
export function wordsFile(root: string, language: Language, scene: string): string {
  return path.join(root, 'manual', 'pictures', language, `${scene}.txt`);
}

/** The scenes that the texts of a language show. @throws where one shows the picture of the other language */
export function picturesOf(root: string, language: Language): Set<string> {
  const scenes = new Set<string>();
  for (const page of MANUAL_PAGES) {
    for (const { groups } of readPage(root, language, page).matchAll(PICTURE)) {
      if (groups?.['language'] !== language) {
        throw new Error(
          `manual/${language}/${page}.md shows a picture of ${groups?.['language']}.`,
        );
      }
      scenes.add(groups['scene'] ?? '');
    }
  }
  return scenes;
}
