/**
 * Marks in the rows what the search has found. The marks are highlights of the browser over the text that is there: no
 * element of a cell is touched, and no text becomes HTML.
 */
import { useEffect, type RefObject } from 'react';
import { useStore } from 'zustand';
import type { JobColumn } from '../../../shared/domain/job-list.ts';
import { DEFAULT_TIME_ZONE } from '../../../shared/domain/time.ts';
import { readSearch } from '../../../shared/domain/search-text.ts';
import { hitsIn } from '../../format/search-hits.ts';
import { useAppStore } from '../../store/app-store.ts';
import { useJobView } from './use-job-view.ts';

/** Its name in the style sheet. */
const HIGHLIGHT = 'search-hit';

export function useHitMarks(area: RefObject<HTMLElement | null>): void {
  const { clock, sync } = useAppStore();
  const { search } = useJobView();
  const timeZone = useStore(sync.store, ({ snapshot }) => snapshot?.timeZone ?? DEFAULT_TIME_ZONE);

  useEffect(() => {
    const host = area.current;
    if (!host || typeof Highlight === 'undefined' || search.trim() === '') return;
    let frame = 0;

    function mark(): void {
      frame = 0;
      const now = clock();
      const meaning = readSearch(search, now, timeZone);
      if (!meaning || !host) return;
      const ranges = [...host.querySelectorAll<HTMLElement>('.ag-row .ag-cell[col-id]')].flatMap(
        (cell) => {
          const column = cell.getAttribute('col-id') as JobColumn;
          const spans = hitsIn(cell.textContent, column, meaning, { now, timeZone });
          return spans.map(([from, to]) => rangeOf(cell, from, to));
        },
      );
      CSS.highlights.set(HIGHLIGHT, new Highlight(...ranges));
    }

    const soon = () => {
      frame ||= requestAnimationFrame(mark);
    };
    soon();
    const observer = new MutationObserver(soon);
    observer.observe(host, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights.delete(HIGHLIGHT);
    };
  }, [area, clock, search, timeZone]);
}

/** A part of an element's text, through whatever elements it goes. */
function rangeOf(host: HTMLElement, from: number, to: number): Range {
  const range = document.createRange();
  const texts = document.createTreeWalker(host, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (from >= passed && from < passed + length) range.setStart(node, from - passed);
    if (to > passed && to <= passed + length) {
      range.setEnd(node, to - passed);
      break;
    }
    passed += length;
  }
  return range;
}
