/** The ways to open the menu of a cell: right click, Shift+F10, the menu key, and a button in the cell under the mouse. */
import { useCallback, useRef } from 'react';

export interface MenuCell {
  readonly rowId: string;
  readonly column: string;
  /** The cell's element: what the menu is placed by. */
  readonly anchor: HTMLElement;
}

export function isMenuKey(key: KeyboardEvent): boolean {
  return key.key === 'ContextMenu' || (key.key === 'F10' && key.shiftKey);
}

/**
 * Whether the pointer went down on selected text, whose menu is the browser's own. Checked before the button acts: some
 * systems select the word beneath it on the way to the menu.
 */
export function useSelectionAtPress() {
  const pressed = useRef(false);
  const remember = useCallback((event: { readonly target: EventTarget | null }) => {
    pressed.current = hasSelectedText(event.target);
  }, []);
  const onSelection = useCallback(() => pressed.current, []);
  return { remember, onSelection };
}

function hasSelectedText(target: EventTarget | null): boolean {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || !(target instanceof Node)) return false;
  return selection.toString() !== '' && selection.containsNode(target, true);
}

/** The cell that an event happened in; undefined for other places, and for the boxes at the left edge. */
export function menuCellOf(target: EventTarget | null): MenuCell | undefined {
  if (!(target instanceof Element)) return undefined;
  const anchor = target.closest<HTMLElement>('.ag-cell[col-id]');
  const rowId = anchor?.closest('.ag-row')?.getAttribute('row-business-key');
  const column = anchor?.getAttribute('col-id');
  if (!anchor || rowId == null || column == null) return undefined;
  return { rowId, column, anchor };
}

/** In a narrower cell the button would cover the text or the controls. */
const MIN_CELL_WIDTH_PX = 85;

/** Lays the button over the end of a cell where its text does not stand; in a cell without room there is none. */
export function placeHandle(handle: HTMLElement, frame: HTMLElement, anchor: HTMLElement): void {
  const cell = anchor.getBoundingClientRect();
  const outer = frame.getBoundingClientRect();
  const right = Math.min(cell.right, outer.right);
  const left = anchor.classList.contains('cell-number')
    ? cell.left + 2
    : right - handle.offsetWidth - 2;
  handle.style.top = `${cell.top - outer.top + (cell.height - handle.offsetHeight) / 2}px`;
  handle.style.left = `${left - outer.left}px`;
  const isSeen = cell.bottom <= outer.bottom && right - cell.left >= MIN_CELL_WIDTH_PX;
  handle.dataset['shown'] = String(isSeen);
}
