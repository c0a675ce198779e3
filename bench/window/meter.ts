/**
 * Runs inside the window and measures when the new rows are painted, and how evenly the frames come. Each function
 * stands alone, because it is handed to the page as source text.
 */

/** Milliseconds from the click (or key) to the frame that shows the new rows; null: they did not come. */
export interface Painted {
  readonly ms: number | null;
  readonly event: string;
}

export interface Frames {
  /** Milliseconds between two frames. */
  readonly intervals: number[];
  /** Milliseconds that the window was busy in one go, longer than 50. */
  readonly longTasks: number[];
}

declare global {
  interface Window {
    benchPainted?: Promise<Painted>;
    benchFrames?: Promise<Frames>;
  }
}

/**
 * Waits for the next click, key or input (or `bench-begun`, which tells an earlier moment in milliseconds since 1970), then for other rows than those shown now, and until a whole frame passes in
 * which nothing in the list has changed: cells are drawn later than their rows.
 */
export function armPaint(): void {
  const PLACES = '.grid-frame, .plain-state, .skeleton, .pager';
  const GIVE_UP_MS = 20_000;
  const rows = () =>
    [...document.querySelectorAll('.ag-row[row-business-key]')]
      .map((row) => `${row.getAttribute('row-index')}:${row.getAttribute('row-business-key')}`)
      .sort()
      .join(' ') + (document.querySelector('.plain-state') ? 'none' : '');
  const before = rows();
  let startedAt: number | undefined;
  let event = '';
  let isDirty = false;
  let paintedAt = 0;
  const note = (given: Event) => {
    const told: unknown = given instanceof CustomEvent ? given.detail : undefined;
    startedAt = typeof told === 'number' ? told - performance.timeOrigin : given.timeStamp;
    event = given.type;
  };
  const EVENTS = ['click', 'keydown', 'input', 'bench-begun'] as const;
  for (const name of EVENTS) window.addEventListener(name, note, { capture: true });
  const observer = new MutationObserver((records) => {
    isDirty ||= records.some(({ target }) => {
      const element = target instanceof Element ? target : target.parentElement;
      return element?.closest(PLACES) !== null || element.querySelector(PLACES) !== null;
    });
  });
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  window.benchPainted = new Promise((resolve) => {
    const end = (ms: number | null) => {
      observer.disconnect();
      for (const name of EVENTS) window.removeEventListener(name, note, { capture: true });
      resolve({ ms, event });
    };
    const afterPaint = new MessageChannel();
    let unpainted = 0;
    afterPaint.port1.onmessage = () => {
      unpainted -= 1;
      paintedAt = performance.now();
    };
    const frame = () => {
      if (startedAt !== undefined) {
        const isNew = rows() !== before && !document.querySelector('.skeleton');
        if (isNew && !isDirty && unpainted === 0) return end(paintedAt - startedAt);
        if (performance.now() - startedAt > GIVE_UP_MS) return end(null);
      }
      // All changes until now are painted at the end of this frame.
      if (isDirty) {
        unpainted += 1;
        afterPaint.port2.postMessage(null);
      }
      isDirty = false;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** @param step pixels that the list is moved by in each frame; 0: it stands, and the frames are those of the machine */
export function watchFrames({ milliseconds, step }: { milliseconds: number; step: number }): void {
  const viewport = document.querySelector('.ag-body-viewport');
  const intervals: number[] = [];
  const longTasks: number[] = [];
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longTasks.push(duration);
  });
  window.benchFrames = new Promise((resolve) => {
    let way = step;
    let last: number | undefined;
    let end = 0;
    const frame = (now: number) => {
      if (last === undefined) {
        tasks.observe({ type: 'longtask' });
        end = now + milliseconds;
      } else intervals.push(now - last);
      last = now;
      if (now > end) {
        tasks.disconnect();
        resolve({ intervals, longTasks });
        return;
      }
      if (viewport && way !== 0) {
        const at = viewport.scrollTop;
        viewport.scrollTop = at + way;
        // At an end the way goes back.
        if (viewport.scrollTop === at) way = -way;
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}
