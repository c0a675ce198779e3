/** A till was replaced: the new one takes over name and accounts of the old one; the jobs of the old one stay as they are. */
import type { AccountChange } from '../../../shared/domain/assignment.ts';
import { placeKey } from '../../../shared/domain/assignment.ts';
import type { AccountStore } from '../../core/db/accounts.ts';
import type { Places } from '../../core/db/places.ts';

/**
 * Part of the caller's transaction.
 *
 * @param into null: separates them again; accounts that were taken over stay.
 */
export function applyMerge(
  parts: { readonly places: Places; readonly accounts: AccountStore; readonly now: number },
  id: string,
  into: string | null,
): { readonly accounts: number; readonly refused?: string } {
  const { places, accounts, now } = parts;
  const desks = places.payDesks();
  const old = desks.find((desk) => desk.id === id);
  const heir = desks.find((desk) => desk.id === into);
  if (!old || (into !== null && !heir)) {
    return { accounts: 0, refused: 'This pay desk is not known here. Nothing was changed.' };
  }
  if (!heir) {
    places.merge(id, null, now, null);
    return { accounts: 0 };
  }
  if (heir.id === id || places.mergedInto().get(heir.id) === id) {
    return {
      accounts: 0,
      refused:
        'A pay desk cannot replace itself, nor one that it was replaced by. Nothing was changed.',
    };
  }
  places.merge(id, heir.id, now, null);
  if (heir.name === heir.id && old.name !== old.id) {
    places.rename('pay-desk', heir.id, old.name, now);
  }
  const rows = accounts.all();
  const taken = new Set(rows.map(placeKey));
  const changes = rows
    .filter((row) => row.payDesk === id)
    .map(({ version: _version, ...row }): AccountChange => ({ ...row, payDesk: heir.id }))
    .filter((change) => {
      const { account: _account, ...place } = change;
      return !taken.has(placeKey(place));
    });
  return { accounts: accounts.change(changes, now, null) };
}
