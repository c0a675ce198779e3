/** `verify`: proves a data folder by its chain of hashes and its originals; changes nothing. */
import path from 'node:path';
import { NoAnchorError, proveFolder } from '../../../topics/proof/proof.ts';
import { UsageError, type CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';

export const verify: Command = {
  name: 'verify',
  usage: '--data DIR [--anchor FILE] [--json]',
  needsShop: true,
  options: ['anchor'],
  run: verifyFolder,
};

async function verifyFolder(line: CommandLine): Promise<Outcome> {
  const anchorFile = line.optional('anchor');
  const folder = line.folder();
  try {
    const proof = await proveFolder(
      folder,
      anchorFile === undefined ? undefined : path.resolve(anchorFile),
    );
    const { anchor, anchors, entries, rows, originals, findings, found } = proof;
    const ok = found === 0;
    const against =
      anchors.length > 0
        ? `It agrees with the anchor ${anchors.join(', ')}.`
        : 'Without --anchor a chain that was rewritten as a whole, or cut off with its rows, is not noticed.';
    return {
      ok,
      lines: [
        ...findings.map((finding) => ({ kind: 'finding', ...finding })),
        { kind: 'result', ok, anchor, anchors, entries, rows, originals, findings: found },
      ],
      text: [
        ...findings.map(
          ({ table, row, text }) => `${row === null ? table : `${table} ${row}`}: ${text}`,
        ),
        ok
          ? `Nothing was changed: ${entries} entries, ${rows} rows and ${originals} originals are as the program wrote them. ${against}`
          : `${found} findings in ${entries} entries, ${rows} rows and ${originals} originals. Keep this folder as it is, and ask support.`,
        `The anchor of this folder is ${anchor ?? 'none'}.`,
      ],
    };
  } catch (error) {
    if (error instanceof NoAnchorError) throw new UsageError(error.message);
    throw error;
  }
}
