/**
 * The keyboard keeps its place: when the focused element goes away (a pressed button, a card that is done) or is
 * disabled, the focus moves to its surroundings, not to the top of the page.
 */

/** Surroundings that a screen reader announces. */
const LANDMARKS =
  'section, form, fieldset, nav, main, [role="dialog"], [role="group"], [role="toolbar"]';
/** The list restores the focus of its cells by itself. */
const SELF_RESTORING = '.ag-root-wrapper';

/** @param soon runs after components that move the focus themselves @returns ends it */
export function restoreLostFocus(page: Document, soon: (run: () => void) => void): () => void {
  /** The focused element and its ancestors, inside first. */
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

  /** After a click beside it, nothing has to be restored. */
  function forget(): void {
    queueMicrotask(() => {
      if (isLost() && !isGone(path[0])) path = [];
    });
  }

  function restore(): void {
    if (isPlanned || !isLost() || !isGone(path[0])) return;
    isPlanned = true;
    soon(() => {
      isPlanned = false;
      if (!isLost() || !isGone(path[0]) || path.some((each) => each.matches(SELF_RESTORING)))
        return;
      const left = path.find((each) => each.isConnected && each.matches(LANDMARKS));
      const place = left ?? page.querySelector('main');
      const target = place?.matches('main') ? (place.querySelector('h1') ?? place) : place;
      if (!(target instanceof HTMLElement)) return;
      if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
      target.focus({ preventScroll: true });
    });
  }

  const observer = new MutationObserver(restore);
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

function isGone(element: Element | undefined): boolean {
  return element !== undefined && (!element.isConnected || element.matches(':disabled'));
}
