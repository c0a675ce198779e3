/** The address of a RetailSuite workspace as people type it, and as it is called. */

export type ReadAddress =
  | { readonly ok: true; readonly baseUrl: string }
  | { readonly ok: false; readonly problem: 'address-invalid' | 'address-not-secure' };

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Scheme, host and port, then nothing or a path; no user name, which only tricksters put into an address. */
const ADDRESS = /^(?:(https?):\/\/)?([\p{L}\d.-]+|\[::1\])(:\d{1,5})?(?:[/?#].*)?$/iu;

/**
 * From `shop.example.com`, with or without scheme, path or blanks, to `https://shop.example.com`.
 *
 * `http:` is only taken for this PC: over a network it would show the secret to everyone on the way.
 */
export function readWorkspaceAddress(text: string): ReadAddress {
  const [, scheme = 'https', host = '', port = ''] = ADDRESS.exec(text.trim()) ?? [];
  const hostname = host.toLowerCase();
  const isThisPc = LOOPBACK.includes(hostname);
  const isName = /^[\p{L}\d-]+(\.[\p{L}\d-]+)+$/u.test(hostname);
  if (!isThisPc && !isName) return { ok: false, problem: 'address-invalid' };
  if (scheme.toLowerCase() === 'http' && !isThisPc) {
    return { ok: false, problem: 'address-not-secure' };
  }
  return { ok: true, baseUrl: `${scheme.toLowerCase()}://${hostname}${port}` };
}

/** Addresses that may be opened in the system's browser: the web over TLS, and this PC. */
export function isSafeToOpen(url: string): boolean {
  return readWorkspaceAddress(url).ok && /^https?:/i.test(url);
}
