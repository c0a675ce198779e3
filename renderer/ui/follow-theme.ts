/** Light or dark, as the person chose or the system has it; also for pages that come before the preferences are known. */
import type { Preferences } from '../../shared/domain/preferences.ts';

/** @returns the function that ends it */
export function followTheme(theme: Preferences['theme']): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const shown = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
    document.documentElement.dataset['theme'] = shown;
  };
  apply();
  dark.addEventListener('change', apply);
  return () => dark.removeEventListener('change', apply);
}
