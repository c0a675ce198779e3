/** Short messages that answer what the user did; read out by screen readers, gone after a while. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { SECOND, type Timers } from '../../shared/domain/time.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'good' | 'bad';
  readonly text: string;
}

const DISPLAY_TIME_MS = 8 * SECOND;

export interface Notices {
  readonly store: StoreApi<readonly Notice[]>;
  show(tone: Notice['tone'], text: string): void;
  dismiss(id: number): void;
}

export function createNotices(timers: Timers): Notices {
  const store = createStore<readonly Notice[]>(() => []);
  let lastId = 0;
  function dismiss(id: number): void {
    store.setState((notices) => notices.filter((notice) => notice.id !== id), true);
  }
  return {
    store,
    dismiss,
    show(tone, text) {
      lastId += 1;
      const id = lastId;
      // The same words twice are one message; more than three would hide the list.
      store.setState(
        (notices) => [
          ...notices.filter((notice) => notice.text !== text).slice(-2),
          { id, tone, text },
        ],
        true,
      );
      // Bad news stays until it is read.
      if (tone === 'good') timers.after(DISPLAY_TIME_MS, () => dismiss(id));
    },
  };
}
