/** The languages of the window, bundled: no text is ever loaded over a line. */
import { createInstance, type i18n, type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language, type Preferences } from '../../shared/domain/preferences.ts';
import { de, type Locale } from './de/index.ts';
import { en } from './en/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Locale };
  }
}

export const LOCALES: Readonly<Record<Language, Locale>> = { de, en };

export type Translate = TFunction;

export function createI18n(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { de: { translation: de }, en: { translation: en } },
    // React escapes; escaping twice would show &amp; to people.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}

/** Looks up each text without values only once: i18next is slow, and a page of the list needs hundreds. */
export function memoizeTranslate(t: Translate): Translate {
  const known = new Map<string, string>();
  // The type of `t` holds each key with its values: whoever calls is checked against it, this is not.
  const say = t as unknown as (key: string, values?: object) => string;
  const remembered: typeof say = (key, values) => {
    if (values !== undefined) return say(key, values);
    let text = known.get(key);
    if (text === undefined) {
      text = say(key);
      known.set(key, text);
    }
    return text;
  };
  return remembered as unknown as Translate;
}

/** The language to show: the user's choice, else the system's, German where that is neither German nor English. */
export function resolveLanguage(
  preference: Preferences['language'],
  systemLanguages: readonly string[],
): Language {
  if (preference !== 'system') return preference;
  for (const tag of systemLanguages) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'de';
}
