/** Why a version could not be looked for or loaded, read from what electron-updater and the system throw. */
import type { UpdateProblem } from '../../../shared/contract/contract.ts';
import { codeOf, isDiskFull } from '../../core/db/disk-fault.ts';
import { UpdateError } from './update-host.ts';

/** Answers that electron-updater does not understand, among them a page of a proxy that asks to sign in. */
const UNREADABLE =
  /^ERR_UPDATER_(INVALID_UPDATE_INFO|INVALID_VERSION|NO_CHECKSUM|NO_FILES_PROVIDED|ASSET_NOT_FOUND|CHANNEL_FILE_NOT_FOUND|LATEST_VERSION_NOT_FOUND)$|^HTTP_ERROR_/;
const UNREACHABLE =
  /net::ERR_|^(ECONN|ENOTFOUND|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|EAI_|EPIPE)|timed out/;

export function problemOf(error: unknown): UpdateProblem {
  if (error instanceof UpdateError) return error.problem;
  const code = codeOf(error);
  if (code === 'ERR_CHECKSUM_MISMATCH') return 'damaged';
  if (isDiskFull(code)) return 'no-room';
  if (UNREADABLE.test(code)) return 'unreadable';
  const message = error instanceof Error ? error.message : '';
  return UNREACHABLE.test(code) || UNREACHABLE.test(message) ? 'unreachable' : 'unknown';
}
