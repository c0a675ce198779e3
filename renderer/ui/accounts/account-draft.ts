/** Account numbers that are typed and not saved yet. */
import { accountNumberSchema } from '../../../shared/domain/accounts.ts';
import type { AccountChange, AccountPlace } from '../../../shared/domain/assignment.ts';

/** By the key of the place. */
export type Draft = ReadonlyMap<string, { readonly place: AccountPlace; readonly text: string }>;

/** The draft as changes; places whose text is no account number are left out. */
export function changesOf(draft: Draft): AccountChange[] {
  return [...draft.values()].flatMap(({ place, text }): AccountChange[] => {
    const trimmed = text.trim();
    if (trimmed === '') return [{ ...place, account: null }];
    return accountNumberSchema.safeParse(trimmed).success ? [{ ...place, account: trimmed }] : [];
  });
}
