/**
 * Fetches the screens behind the list: once it is painted, or as soon as one of them is asked for. The start does not wait for
 * what nobody looks at yet, and a window that has lost its program has its screens all the same.
 */
import { useEffect } from 'react';
import { createStore, useStore } from 'zustand';
import type * as screensModule from './screens.ts';

export type Screens = typeof screensModule;

export interface LaterScreens {
  readonly screens: Screens | undefined;
  /** Why they could not be fetched. A page does not ask twice for the same script: only loading it again helps. */
  readonly error: unknown;
}

const store = createStore<LaterScreens>(() => ({ screens: undefined, error: undefined }));
let isAsked = false;

function fetchScreens(): void {
  if (isAsked) return;
  isAsked = true;
  import('./screens.ts').then(
    (screens) => store.setState({ screens }),
    (error: unknown) => store.setState({ error }),
  );
}

/** @param isWanted by a screen; false: when there is nothing better to do */
export function useLaterScreens(isWanted: boolean): LaterScreens {
  useEffect(() => {
    if (isWanted) fetchScreens();
    else {
      const idle = requestIdleCallback(fetchScreens);
      return () => cancelIdleCallback(idle);
    }
  }, [isWanted]);
  return useStore(store);
}
