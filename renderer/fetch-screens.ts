/**
 * Fetches the screens that the list does not need: when its first rows are there and the window has nothing to do, or at
 * the first way to one of them.
 */
import { useEffect, useState } from 'react';
import type * as otherScreens from './other-screens.tsx';

type Screens = typeof otherScreens;

let fetched: Screens | undefined;

/** Again after a failure: a browser fetches a module that has failed anew. */
async function fetchScreens(): Promise<void> {
  fetched ??= await import('./other-screens.tsx');
}

/** Fetches them when the window has nothing to do. */
export function fetchScreensWhenIdle(): void {
  // Whoever goes to a screen hears what is wrong.
  requestIdleCallback(() => void fetchScreens().catch(() => undefined));
}

/**
 * @param isNeeded one of them is to be shown now
 * @returns undefined until they are there; a failure is thrown while drawing
 */
export function useOtherScreens(isNeeded: boolean): Screens | undefined {
  const [, draw] = useState(0);

  useEffect(() => {
    if (!isNeeded || fetched) return;
    let isCurrent = true;
    fetchScreens().then(
      () => isCurrent && draw((count) => count + 1),
      (error: unknown) =>
        isCurrent &&
        draw(() => {
          throw error;
        }),
    );
    return () => {
      isCurrent = false;
    };
  }, [isNeeded]);

  return fetched;
}
