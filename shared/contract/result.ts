/** Errors as values: what every call of the contract answers with. */

export const ERROR_CODES = [
  /** Arguments that the contract does not allow, or too many of them. */
  'invalid_args',
  /** The caller is not the program's own window. */
  'untrusted',
  'unknown_call',
  'not_found',
  /** The request is well-formed, but the state of things forbids it. */
  'refused',
  /** The backend is not there (yet, or any more). */
  'unavailable',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export interface Failure {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly message: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | Failure;

export function failure(code: ErrorCode, message: string): Failure {
  return { ok: false, code, message };
}

/** Thrown by a handler to answer with a failure of that code. */
export class CallError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'CallError';
    this.code = code;
  }
}
