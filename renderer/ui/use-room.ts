/** How much room the window has: what is rarely used moves into a menu before rows of the list have to go. */
import { useMemo, useSyncExternalStore } from 'react';

/** The same widths stand in `Toolbar.css`; a window of 1440 by 900 at 200 % is 720 by 450. */
const NARROW_QUERY = '(max-width: 78rem)';
const SMALL_QUERY = '(max-width: 54rem), (max-height: 36rem)';

export interface Room {
  /** The toolbar would need a second row. */
  readonly narrow: boolean;
  /** Enlarged to 200 %, or a window that small. */
  readonly small: boolean;
}

export function useRoom(): Room {
  const narrow = useMedia(NARROW_QUERY);
  const small = useMedia(SMALL_QUERY);
  return useMemo(() => ({ narrow: narrow || small, small }), [narrow, small]);
}

export function useMedia(query: string): boolean {
  const media = useMemo(() => window.matchMedia(query), [query]);
  return useSyncExternalStore(
    (onChange) => {
      media.addEventListener('change', onChange);
      return () => media.removeEventListener('change', onChange);
    },
    () => media.matches,
  );
}
