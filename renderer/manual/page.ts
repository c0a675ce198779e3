/** A page of the manual: the window's typeface and colours, and the search. Its text comes with the page itself. */
import '../font.ts';
import '../ui/tokens.css';
import '../ui/base.css';
import './manual.css';
import type { Preferences } from '../../shared/domain/preferences.ts';
import { followTheme } from '../ui/follow-theme.ts';
import { startSearch } from './search.ts';

/** Kept by this window alone: the next page of the manual has no window's address to take it from. */
const THEME = 'venduo.manual.theme';

function chosenTheme(): Preferences['theme'] {
  const given = new URLSearchParams(location.search).get('theme');
  if (given !== null) sessionStorage.setItem(THEME, given);
  const theme = sessionStorage.getItem(THEME);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

followTheme(chosenTheme());
startSearch();
