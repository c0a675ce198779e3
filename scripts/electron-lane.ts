import fs from 'node:fs';
import path from 'node:path';

/**
 * Why the Electron suite cannot run on this machine; undefined where it can.
 *
 * Looks without asking the `electron` package, which would start a download.
 */
export function whyNoElectron(root: string, environment: NodeJS.ProcessEnv): string | undefined {
  if (!fs.existsSync(electronExecutable(root, environment))) {
    return "Electron's runtime is not installed (npx install-electron fetches it)";
  }
  const needsDisplay = process.platform !== 'win32' && process.platform !== 'darwin';
  if (needsDisplay && !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) {
    return 'this machine has no display (DISPLAY is not set)';
  }
  return undefined;
}

/** The runtime's program; only where `whyNoElectron` finds no reason. */
export function electronExecutable(root: string, environment: NodeJS.ProcessEnv): string {
  const folder = path.join(root, 'node_modules', 'electron');
  const pathFile = path.join(folder, 'path.txt');
  const executable = fs.existsSync(pathFile) ? fs.readFileSync(pathFile, 'utf8') : 'electron';
  return path.join(
    environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(folder, 'dist'),
    executable,
  );
}
