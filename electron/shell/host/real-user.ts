/** Who is signed in to this PC, for the journal. */
import os from 'node:os';

export function realUser(): string {
  try {
    return os.userInfo().username;
  } catch {
    // An account that the system does not list by name (some networks, containers).
    return process.env['USERNAME'] ?? process.env['USER'] ?? 'unknown';
  }
}
