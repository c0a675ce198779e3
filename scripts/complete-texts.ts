/** Fails the build where a language lacks a text: whoever needs the sentence would find the hole. */
import type { Plugin } from 'vite';
import { de } from '../renderer/locales/de/index.ts';
import { en } from '../renderer/locales/en/index.ts';

export interface Texts {
  readonly [key: string]: string | Texts;
}

function keysOf(texts: Texts, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string'
      ? text.trim() === ''
        ? []
        : [path + key]
      : keysOf(text, `${path}${key}.`),
  );
}

/** @returns lines like `en: list.title`, one for each text that is missing or empty in one of the languages */
export function missingTexts(languages: Readonly<Record<string, Texts>>): string[] {
  const known = Object.entries(languages).map(([name, texts]) => [name, keysOf(texts)] as const);
  const all = new Set(known.flatMap(([, keys]) => keys));
  return known.flatMap(([name, keys]) =>
    [...all].filter((key) => !keys.includes(key)).map((key) => `${name}: ${key}`),
  );
}

export function completeTexts(): Plugin {
  return {
    name: 'complete-texts',
    buildStart() {
      const missing = missingTexts({ de, en });
      if (missing.length > 0) this.error(`Texts are missing:\n${missing.join('\n')}`);
    },
  };
}
