/** Prints JSON lines in blocks: a system call for each of a million lines takes longer than reading the jobs. */

/** Characters that are gathered before they are written. */
const BLOCK_LENGTH = 64 * 1024;

/** @param write resolves when there is room for more; awaited, so that a slow reader is never outrun by more than a block */
export async function printLines(
  lines: Iterable<unknown>,
  write: (text: string) => Promise<void>,
): Promise<void> {
  let block = '';
  for (const line of lines) {
    block += `${JSON.stringify(line)}\n`;
    if (block.length < BLOCK_LENGTH) continue;
    await write(block);
    block = '';
  }
  if (block !== '') await write(block);
}
