/** Text for a terminal: what a till or the name of a file brings along neither colours nor moves nor turns anything there. */

/** Control characters but tab and new line, and the marks that turn the direction of writing. */
const UNPRINTABLE = /(?![\t\n])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** @returns the text with each of them written as its number: `\u001b` */
export function printable(text: string): string {
  return text.replace(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
