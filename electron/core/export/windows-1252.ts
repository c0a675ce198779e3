/** Windows-1252, written: what a text cannot say in it is replaced, and told. */

/** The characters of 0x80 to 0x9F; holes are none. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const BYTES = new Map(Array.from(HIGH, (character, index) => [character, 0x80 + index]));
const HOLES = new Set(['\u0081', '\u008D', '\u008F', '\u0090', '\u009D']);

/** Letters without a form of their own that Unicode does not take apart. */
const ALIKE: Readonly<Record<string, string>> = {
  ...{ ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ħ: 'h', Ħ: 'H', ı: 'i', ŧ: 't', Ŧ: 'T', ẞ: 'SS' },
  ...{ '−': '-', '‐': '-', '‑': '-', '′': "'", '″': '"', '\u202F': ' ', '\u2009': ' ' },
};
const REPLACEMENT = '?';
const MARKS = /\p{M}/gu;

function isWritable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (HOLES.has(character)) return false;
  return BYTES.has(character) || (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff);
}

/** A text in one line of characters that Windows-1252 has: the nearest where there is one, else a question mark. */
export function writable(text: string): string {
  if (/^[\x20-\x7E\xA0-\xFF]*$/.test(text)) return text.normalize('NFC');
  let written = '';
  for (const character of text.normalize('NFC').replaceAll(/\p{Cc}+/gu, ' ')) {
    if (isWritable(character)) written += character;
    else {
      const alike = ALIKE[character] ?? character.normalize('NFKD').replaceAll(MARKS, '');
      const isAlike = alike !== '' && Array.from(alike).every(isWritable);
      written += isAlike ? alike : REPLACEMENT;
    }
  }
  return written;
}

/** @param text of characters that Windows-1252 has */
export function encode1252(text: string): Buffer {
  return Buffer.from(
    text.replaceAll(/[^\0-\x7F\xA0-\xFF]/g, (character) =>
      String.fromCharCode(BYTES.get(character) ?? REPLACEMENT.charCodeAt(0)),
    ),
    'latin1',
  );
}

export function decode1252(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replaceAll(/[\x80-\x9F]/g, (byte) => HIGH[byte.charCodeAt(0) - 0x80] ?? byte);
}
