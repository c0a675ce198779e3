/** The files of the built window, confined to their folder. */
import fs from 'node:fs';
import path from 'node:path';
import { contentTypeOf } from './security-headers.ts';

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

/**
 * Reads the file that a URL path names; `/` is the page.
 *
 * @returns undefined for everything that is not a file of the folder, however it is spelled.
 */
export async function readAsset(folder: string, urlPath: string): Promise<Asset | undefined> {
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
    return { type, body: await fs.promises.readFile(real) };
  } catch {
    return undefined;
  }
}
