/**
 * The keyboard keeps its place: when what has the focus goes away (the button that was pressed, a card that is done) or
 * can no longer be pressed, the focus goes to what is around it, not to the top of the page.
 */

/** What is worth being told by a screen reader, from the inside outwards. */
const PLACES =
  'section, form, fieldset, nav, main, [role="dialog"], [role="group"], [role="toolbar"]';
/** The list finds the cell again by itself. */
const KEEPS_ITS_OWN = '.ag-root-wrapper';

/** @param soon runs once whoever moves the focus by itself has done so @returns ends it */
export function keepFocus(page: Document, soon: (run: () => void) => void): () => void {
  /** What has the focus, and what is around it, inside first. */
  let path: readonly Element[] = [];
  let isPlanned = false;

  const isLost = () => page.activeElement === null || page.activeElement === page.body;

  function remember({ target }: FocusEvent): void {
    const around: Element[] = [];
    for (let at = target instanceof Element ? target : null; at; at = at.parentElement) {
      around.push(at);
    }
    path = around;
  }

  /** Somebody clicked beside it: nothing has to be found again. */
  function forget(): void {
    queueMicrotask(() => {
      if (isLost() && !hasGone(path[0])) path = [];
    });
  }

  function look(): void {
    if (isPlanned || !isLost() || !hasGone(path[0])) return;
    isPlanned = true;
    soon(() => {
      isPlanned = false;
      if (!isLost() || !hasGone(path[0]) || path.some((each) => each.matches(KEEPS_ITS_OWN)))
        return;
      const left = path.find((each) => each.isConnected && each.matches(PLACES));
      const place = left ?? page.querySelector('main');
      const target = place?.matches('main') ? (place.querySelector('h1') ?? place) : place;
      if (!(target instanceof HTMLElement)) return;
      if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
      target.focus({ preventScroll: true });
    });
  }

  const observer = new MutationObserver(look);
  observer.observe(page.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
  page.addEventListener('focusin', remember);
  page.addEventListener('focusout', forget);
  return () => {
    observer.disconnect();
    page.removeEventListener('focusin', remember);
    page.removeEventListener('focusout', forget);
  };
}

function hasGone(element: Element | undefined): boolean {
  return element !== undefined && (!element.isConnected || element.matches(':disabled'));
}
