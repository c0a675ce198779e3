/** Whether the system shows signs of programs beside its clock. */
import { execFile } from 'node:child_process';
import process from 'node:process';

const ANSWER_WITHIN_MS = 2_000;
/** Who shows them on a Linux desktop; Electron itself cannot say whether anyone does. */
const ASK = [
  'call',
  '--session',
  '--dest',
  'org.freedesktop.DBus',
  '--object-path',
  '/org/freedesktop/DBus',
  '--method',
  'org.freedesktop.DBus.NameHasOwner',
  'org.kde.StatusNotifierWatcher',
];

export async function hasTray(): Promise<boolean> {
  // For tests, and for a desktop that answers wrongly.
  const given = process.env['VENDUO_TRAY'];
  if (given !== undefined) return given === 'on';
  if (process.platform === 'win32' || process.platform === 'darwin') return true;
  if (process.env['DBUS_SESSION_BUS_ADDRESS'] === undefined) return false;
  return new Promise((resolve) => {
    execFile('gdbus', ASK, { timeout: ANSWER_WITHIN_MS }, (error, answer) =>
      resolve(error === null && answer.includes('true')),
    );
  });
}
