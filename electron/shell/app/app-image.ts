/** The program as one file, an AppImage: what runs lies in a mount of it that ends with the process. */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/**
 * The file that this program was started from; undefined: it is no AppImage.
 *
 * The variables alone say nothing: whatever an AppImage starts inherits them, an installed program among it.
 */
export function ownAppImage(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  executable: string = process.execPath,
): string | undefined {
  const { APPIMAGE: image, APPDIR: mount } = environment;
  if (!image || !mount || !path.isAbsolute(image)) return undefined;
  try {
    const root = fs.realpathSync(mount) + path.sep;
    return fs.realpathSync(executable).startsWith(root) ? image : undefined;
  } catch {
    return undefined;
  }
}
