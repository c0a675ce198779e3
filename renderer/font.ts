/** The window's own typeface: what was judged here is what a shop sees, whatever its PC has installed. */
import '@fontsource-variable/roboto';

/** Resolves when text can be measured and drawn in it, or at once where it cannot be had: a fallback is better than an empty window. */
export async function fontReady(): Promise<void> {
  await document.fonts.load("400 1em 'Roboto Variable'").catch(() => undefined);
}
