/** `app://window`: the built window's files and nothing else, with the same headers as in the browser. */
import { protocol } from 'electron';
import { readAsset } from '../transport/assets.ts';
import { SECURITY_HEADERS } from '../transport/security-headers.ts';

const SCHEME = 'app';
const HOST = 'window';
export const APP_ORIGIN = `${SCHEME}://${HOST}`;
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      // What V8 has compiled once is kept in the profile: the next start does not compile the window's script anew.
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

export function serveScheme(folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    const asset =
      url.host === HOST && request.method === 'GET'
        ? await readAsset(folder, url.pathname)
        : undefined;
    if (!asset) return new Response('not found', { status: 404, headers: SECURITY_HEADERS });
    return new Response(new Uint8Array(asset.body), { headers: asset.headers });
  });
}
