/** Texts as a search compares them: upper and lower case, accents and their composition make no difference. */

/** Accents that stand alone once a text is decomposed; vowel signs of other scripts are letters and stay. */
const ACCENTS = /[\u0300-\u036f]/g;
// eslint-disable-next-line no-control-regex -- all of ASCII is meant
const ASCII = /^[\u0000-\u007f]*$/;

export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replaceAll(ACCENTS, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ');
}

/** A part of a text: from the first character of `text.slice` to before the second. */
export type TextSpan = readonly [from: number, to: number];

/** All places of a folded part in a text, as they are told to a person: accents belong to their letter. */
export function findFolded(text: string, folded: string): TextSpan[] {
  if (folded === '') return [];
  let all = '';
  /** For each character of `all` the place of its letter in `text`. */
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const part = foldText(letter);
    for (let count = 0; count < part.length; count++) places.push(at);
    all += part;
    at += letter.length;
  }
  places.push(text.length);
  const spans: TextSpan[] = [];
  for (
    let from = all.indexOf(folded);
    from >= 0;
    from = all.indexOf(folded, from + folded.length)
  ) {
    const start = places[from] ?? 0;
    const last = places[from + folded.length - 1] ?? start;
    const end = places.find((place, index) => index >= from + folded.length && place > last);
    spans.push([start, end ?? text.length]);
  }
  return spans;
}
