/** Reads from a failed write what is wrong with the disk. */

const FULL = /^(ENOSPC|EDQUOT|SQLITE_FULL)/;
const FAULT = /^(EIO|EROFS|SQLITE_IOERR|SQLITE_READONLY|SQLITE_CANTOPEN)/;

export function isDiskFull(code: string): boolean {
  return FULL.test(code);
}

/** Why the program stands still after this error: the disk, or a fault of its own. */
export function causeOfFailure(error: unknown): 'disk-full' | 'disk-fault' | 'internal' {
  const code = codeOf(error);
  if (isDiskFull(code)) return 'disk-full';
  return FAULT.test(code) ? 'disk-fault' : 'internal';
}

/** The code of the error, or of what caused it; empty where there is none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}
