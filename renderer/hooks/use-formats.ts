/** The formatters of dates, amounts and numbers for the window. */
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { DEFAULT_TIME_ZONE } from '../../shared/domain/time.ts';
import { createFormats, type Formats } from '../format/formats.ts';
import { resolveLanguage } from '../locales/i18n.ts';
import { useAppStore } from '../store/app-store.ts';

/** Making formatters takes milliseconds, and a screen has many parts that write with them. */
const made = new Map<string, Formats>();

/** The formatters of the language shown and the store's time zone; the same object until one of them changes. */
export function useFormats(): Formats {
  const { sync, view } = useAppStore();
  const { preference, dates } = useStore(
    view.store,
    useShallow(({ preferences: { language, dates } }) => ({ preference: language, dates })),
  );
  const timeZone = useStore(sync.store, (state) => state.snapshot?.timeZone ?? DEFAULT_TIME_ZONE);
  const language = resolveLanguage(preference, navigator.languages);
  const key = `${language} ${dates} ${timeZone}`;
  let formats = made.get(key);
  if (!formats) {
    formats = createFormats(language, timeZone, dates);
    made.set(key, formats);
  }
  return formats;
}
