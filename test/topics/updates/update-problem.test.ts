/** Why a version could not be looked for or loaded, in the words of the window. */
import { expect, it } from 'vitest';
import { problemOf } from '../../../electron/topics/updates/update-problem.ts';
import { UpdateError } from '../../../electron/topics/updates/update-host.ts';

const failure = (code: string, message = code) => Object.assign(new Error(message), { code });

it.each([
  [failure('ERR_CHECKSUM_MISMATCH'), 'damaged'],
  [failure('ERR_UPDATER_CHANNEL_FILE_NOT_FOUND'), 'unreadable'],
  [failure('ERR_UPDATER_INVALID_UPDATE_INFO'), 'unreadable'],
  [failure('HTTP_ERROR_503'), 'unreadable'],
  [failure('ENOSPC'), 'no-room'],
  [failure('ECONNREFUSED'), 'unreachable'],
  [new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'unreachable'],
  [new Error('Request timed out'), 'unreachable'],
  [new UpdateError('not-placed', 'locked'), 'not-placed'],
  [new Error('something else'), 'unknown'],
  ['a text', 'unknown'],
])('%s is %s', (error, problem) => {
  expect(problemOf(error)).toBe(problem);
});
