/** The call that makes a folder for the tax office: one at a time, while the program works on. */
import path from 'node:path';
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import { makeTaxFolder, TaxFolderError, type TaxFolderOptions } from './tax-folder.ts';

/** Of the points that are open, those that the window shows. */
const MOST_SHOWN = 5;

export interface TaxFolderHandlersOptions extends Omit<TaxFolderOptions, 'pace'> {
  readonly noteProcedure: () => void;
  readonly endOfTurn: (run: () => void) => void;
}

export function createTaxFolderHandlers(
  options: TaxFolderHandlersOptions,
): HandlersOf<'taxFolder'> {
  const { endOfTurn, noteProcedure } = options;
  const pace = () => new Promise<void>((resolve) => endOfTurn(resolve));
  let isBusy = false;

  return {
    'taxFolder.make': async (request) => {
      if (isBusy) throw new CallError('refused', 'Another folder is being made.');
      if (!path.isAbsolute(request.out)) {
        throw new CallError('refused', `"${request.out}" is no whole path of a folder.`);
      }
      isBusy = true;
      try {
        noteProcedure();
        const made = await makeTaxFolder({ ...options, pace }, request);
        const { folder, complete, closings, open } = made;
        const shown = open.slice(0, MOST_SHOWN).map(({ closing, text }) => ({ closing, text }));
        return { folder, complete, closings, open: shown, allOpen: open.length };
      } catch (error) {
        throw asCallError(error, request.out);
      } finally {
        isBusy = false;
      }
    },
  };
}

/** What a person can mend says so; anything else is a fault of the program. */
function asCallError(error: unknown, out: string): unknown {
  if (error instanceof TaxFolderError) return new CallError('refused', error.message);
  const { code } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : REASONS[code];
  return reason === undefined
    ? error
    : new CallError('refused', `${reason} (${code}, ${out}). Nothing is left of the folder.`);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'This place cannot be written to',
  EPERM: 'This place cannot be written to',
  EROFS: 'This place can only be read',
  ENOSPC: 'There is no room left at this place',
  ENOENT: 'This place is not there',
  ENOTDIR: 'This place is no folder',
};
