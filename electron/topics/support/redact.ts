/** Removes what must never be written down: tokens, secrets and passwords, wherever they stand in a text. */

const KEYS = [
  ...['access[_-]?token', 'refresh[_-]?token', 'id[_-]?token', 'client[_-]?secret'],
  ...['code[_-]?verifier', 'password', 'passwort', 'api[_-]?key', 'set-cookie', 'cookie'],
].join('|');

/** As JSON (also JSON within JSON), as a query, as a header or in a sentence: a key, a sign between, and the value. */
const KEYED = new RegExp(
  `((?:${KEYS})(?:\\\\*["'])?\\s*[:=]\\s*(?:\\\\*["'])?|(?:${KEYS})\\s+)(?!null\\b|undefined\\b)[^"'\\\\\\s,;&}<]+`,
  'gi',
);
/** In a header, or quoted from one; in a sentence "basic" is an ordinary word. */
const SCHEME =
  /\b(authorization["'\\\s:=]+(?:bearer|basic|digest)["'\s:=]+|bearer["'\s:=]+|(?:basic|digest)\s+(?=\S{12,}|\S+=))[^"'\\\s,;&}<]+/gi;
const HEADER =
  /\b(authorization(?:\\*["'])?\s*[:=]\s*(?:\\*["'])?)(?!(?:bearer|basic|digest)\b)[^"'\\\s,;&}<]+/gi;
/** What a sign-in sends back to this PC: whoever has it may sign in. */
const CODE = /([?&](?:code|state)=)[^&#\s"'\\<]+/gi;
const USER_OF_URL = /(\b[a-z][a-z0-9+.-]*:\/\/)[^/?#\s"'@]+@/gi;

export function redact(text: string): string {
  return text
    .replaceAll(SCHEME, '$1***')
    .replaceAll(HEADER, '$1***')
    .replaceAll(KEYED, '$1***')
    .replaceAll(CODE, '$1***')
    .replaceAll(USER_OF_URL, '$1***@');
}
