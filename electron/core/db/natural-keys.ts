/** Ranges of natural keys, for questions that an index answers. `}` follows `|`: every key that begins so lies between. */

/** Keys of what the export of a closing told; both ends are left out. */
export function keysOfClosing(payDesk: string, number: string): readonly [string, string] {
  const closing = `dsfinvk|${payDesk}|${number}`;
  return [`${closing}|`, `${closing}}`];
}

/** SQL: an event of the inbox. */
export const IS_OF_INBOX = `natural_key >= 'inbox|' AND natural_key < 'inbox}'`;
