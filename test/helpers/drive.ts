/** A drive of its own for a test, small enough to run full, where this user may mount one. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';

export interface Drive {
  /** Takes from a drive the right to be written, or gives it back. */
  setReadOnly(isReadOnly: boolean): void;
  unmount(): void;
}

export const NO_DRIVE = 'this user may not mount a file system (tmpfs)';

/** @returns undefined where this user may not mount */
export function mountDrive(place: string, bytes: number): Drive | undefined {
  fs.mkdirSync(place, { recursive: true });
  try {
    const size = `size=${bytes},mode=700`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', place], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return {
    setReadOnly(isReadOnly) {
      execFileSync('mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, place]);
    },
    unmount() {
      execFileSync('umount', ['-l', place]);
    },
  };
}

/** Takes whatever room is left. @throws what is no want of room */
export function fill(file: string): void {
  const handle = fs.openSync(file, 'w');
  try {
    for (const bytes of [65_536, 4_096, 1]) {
      const chunk = Buffer.alloc(bytes);
      for (;;) if (fs.writeSync(handle, chunk) < bytes) break;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    fs.closeSync(handle);
  }
}
