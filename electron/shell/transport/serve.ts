/**
 * From the contract to the handlers: nothing crosses unparsed.
 *
 * In this order: is the caller the program's own window, is there such a call, are these exactly its arguments; then
 * the handler, and its reply is parsed too, so that the window never gets more than the contract says.
 */
import {
  changesSchema,
  contract,
  type ChangesSource,
  type Handlers,
} from '../../../shared/contract/contract.ts';
import { CALL_NAMES, CHANGES_EVENT, type CallName } from '../../../shared/contract/names.ts';
import { CallError, failure, type Result } from '../../../shared/contract/result.ts';

export type Serve = (name: unknown, args: unknown, isTrusted: boolean) => Promise<Result<unknown>>;

function isCallName(name: unknown): name is CallName {
  return (CALL_NAMES as readonly unknown[]).includes(name);
}

/** @param onBug an error that is no `CallError`: for the log; the window hears nothing of its text. */
export function serve(handlers: Handlers, onBug: (name: string, error: unknown) => void): Serve {
  return async (name, args, isTrusted) => {
    if (!isTrusted) return failure('untrusted', 'This caller may not ask.');
    if (!isCallName(name)) return failure('unknown_call', 'There is no such call.');
    const { args: argsSchema, reply: replySchema } = contract[name];
    const parsed = argsSchema.safeParse(args);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return failure('invalid_args', `${name}: ${issue?.path.join('.')} ${issue?.message}`);
    }
    try {
      const handler = handlers[name] as (...given: unknown[]) => unknown;
      const value = await handler(...(parsed.data as unknown[]));
      return { ok: true, value: replySchema.parse(value) };
    } catch (error) {
      if (error instanceof CallError) return failure(error.code, error.message);
      onBug(name, error);
      return failure(
        'internal',
        'The program made a mistake here. Nothing is lost and nothing was booked by it; the log has the details.',
      );
    }
  };
}

/**
 * Changes as the contract describes them, and no field more. One that does not fit is dropped: its number is missing
 * then, and the window takes the snapshot.
 *
 * @param onBug a change that does not fit: for the log.
 */
export function checked(
  changes: ChangesSource,
  onBug: (name: string, error: unknown) => void,
): ChangesSource {
  return {
    subscribe: (listener) =>
      changes.subscribe((change) => {
        const parsed = changesSchema.safeParse(change);
        if (parsed.success) listener(parsed.data);
        else onBug(CHANGES_EVENT, parsed.error);
      }),
  };
}
