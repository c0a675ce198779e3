/** The address at which new versions of the program are looked for, as people type it, and as it is called. */
import { readWorkspaceAddress } from './workspace-address.ts';

export type ReadUpdateAddress =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly problem: 'address-invalid' | 'address-not-secure' };

const MAX_UPDATE_ADDRESS_LENGTH = 1_000;

/**
 * From `updates.example.com/pos` to `https://updates.example.com/pos/`: a folder on a server.
 *
 * What lies there runs with the rights of this user: `http:` is only taken for this PC, and no user name, which a proxy's log
 * would show.
 */
export function readUpdateAddress(text: string): ReadUpdateAddress {
  const typed = text.trim();
  const server = readWorkspaceAddress(typed);
  if (!server.ok) return server;
  const path = /^(?:https?:\/\/)?[^/?#]+(.*)$/i.exec(typed)?.[1] ?? '';
  // A question mark would end the folder, and the name of the file with it.
  if (/[?#\s\\]/.test(path) || typed.length > MAX_UPDATE_ADDRESS_LENGTH)
    return { ok: false, problem: 'address-invalid' };
  return { ok: true, address: `${server.baseUrl}${path.replace(/\/*$/, '')}/` };
}

/** Whether something may be fetched from there: TLS, or this PC where the address itself names it. */
export function isFetchable(url: string, address: string): boolean {
  const read = readWorkspaceAddress(url);
  if (!read.ok || !/^https?:/i.test(url)) return false;
  return /^https:/i.test(url) || /^http:/i.test(address);
}
