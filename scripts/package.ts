/**
 * Makes what this platform can install, in `dist/` or another folder.
 *
 *     npm run package [-- [--open-to-tests] [--output DIR] [--program-version X.Y.Z] [TARGET ...]]    targets: dir, deb, rpm, AppImage, nsis, dmg
 *
 * Where `ELECTRON_DIST` names a runtime's folder, that is packed instead of one that would be downloaded; `CUSTOM_FPM_PATH`
 * and `APPIMAGE_TOOLS_PATH` are electron-builder's own names for tools that it would download.
 *
 * `--program-version X.Y.Z` takes the place of the one in package.json: a test of updates needs two versions of the same sources.
 *
 * `--open-to-tests` makes a package that heeds switches such as `--remote-debugging-port`: never give it to anybody.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildIfNeeded } from './build-if-needed.ts';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const TARGETS = ['dir', 'deb', 'rpm', 'AppImage', 'nsis', 'dmg'];

const { values, positionals } = parseArgs({
  options: {
    'open-to-tests': { type: 'boolean', default: false },
    output: { type: 'string', default: 'dist' },
    'program-version': { type: 'string' },
  },
  allowPositionals: true,
});
const unknown = positionals.filter((target) => !TARGETS.includes(target));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no target "${unknown.join('", "')}"; the targets are ${TARGETS.join(', ')}.\n`,
  );
  process.exit(2);
}

await buildIfNeeded();
const dist = process.env['ELECTRON_DIST'];
const version = dist ? versionOf(dist) : undefined;
const runtime = dist
  ? [`--config.electronDist=${dist}`, `--config.electronVersion=${version}`]
  : [];
/** Electron before version 29 has no such fuse, and cannot be packed with it. */
const LAST_WITHOUT_FILE_FUSE = 28;
const hasFileFuse = version === undefined || parseInt(version) > LAST_WITHOUT_FILE_FUSE;
const cli = path.join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
const { status } = spawnSync(
  process.execPath,
  [
    ...[cli, platformOption(), ...positionals, '--publish', 'never', ...runtime],
    `--config.extraMetadata.openToTests=${values['open-to-tests']}`,
    `--config.directories.output=${values.output}`,
    ...(values['program-version']
      ? [`--config.extraMetadata.version=${values['program-version']}`]
      : []),
    ...(hasFileFuse ? ['--config.electronFuses.grantFileProtocolExtraPrivileges=false'] : []),
    // A twelfth of the time; what is given to people is smaller, and read by older systems, too.
    ...(values['open-to-tests']
      ? ['--config.deb.compression=zst', '--config.appImage.compression=zstd']
      : []),
  ],
  { cwd: ROOT, stdio: 'inherit' },
);
process.exitCode = status ?? 1;

function platformOption(): string {
  if (process.platform === 'win32') return '--win';
  return process.platform === 'darwin' ? '--mac' : '--linux';
}

/** Asked of the runtime itself: not every folder of one has the file that says it. */
function versionOf(folder: string): string {
  const executable = path.join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
  const { stdout, status } = spawnSync(executable, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${executable} does not run.`);
  return stdout.trim();
}
