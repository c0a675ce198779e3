/** The files of the built window, confined to their folder. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import {
  contentSecurityPolicy,
  contentTypeOf,
  NONCE_PLACEHOLDER,
  SECURITY_HEADERS,
} from './security-headers.ts';

export interface Asset {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Reads the file that a URL path names; `/` is the page. A page gets a word of its own in each answer, which its policy names.
 *
 * @param newNonce words that nobody can guess, of letters and digits
 * @returns undefined for everything that is not a file of the folder, however it is spelled.
 */
export async function readAsset(
  folder: string,
  urlPath: string,
  newNonce: () => string = randomUUID,
): Promise<Asset | undefined> {
  let name: string;
  try {
    name = decodeURIComponent(urlPath === '/' ? '/index.html' : urlPath);
  } catch {
    return undefined;
  }
  if (name.includes('\0') || name.includes('\\')) return undefined;
  const root = path.resolve(folder);
  const file = path.resolve(root, `.${path.posix.normalize(`/${name}`)}`);
  const type = contentTypeOf(file);
  if (type === undefined || !file.startsWith(root + path.sep)) return undefined;
  try {
    // A link inside the folder must not lead out of it.
    const real = await fs.promises.realpath(file);
    if (!real.startsWith((await fs.promises.realpath(root)) + path.sep)) return undefined;
    const body = await fs.promises.readFile(real);
    const headers = { ...SECURITY_HEADERS, 'content-type': type };
    if (path.extname(real) !== '.html') return { headers, body };
    const nonce = newNonce();
    return {
      headers: { ...headers, 'content-security-policy': contentSecurityPolicy(nonce) },
      body: Buffer.from(body.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)),
    };
  } catch {
    return undefined;
  }
}
