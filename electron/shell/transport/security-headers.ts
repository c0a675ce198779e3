/** The rules that both hosts set for the page: it may load its own files and talk to its own origin, and nothing else. */

/**
 * Stands in the built page where a word is to stand that nobody can guess: the grid names it on the style elements that it makes.
 */
export const NONCE_PLACEHOLDER = '__STYLE_NONCE__';

/**
 * Scripts and styles are our files alone, beside the style elements that name the word of this answer; no text becomes markup.
 *
 * @param nonce the word of the page that is answered with; undefined: it is no page
 */
export function contentSecurityPolicy(nonce?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce === undefined ? '' : ` 'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy(),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** The type of a file by its ending; undefined: it is none that the window is made of. */
export function contentTypeOf(file: string): string | undefined {
  return TYPES[/\.\w+$/.exec(file)?.[0].toLowerCase() ?? ''];
}
