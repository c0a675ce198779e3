/** `accounts`: assigns accounts from a file; jobs that waited for one start again. */
import {
  accountsFileSchema,
  PRESET_ACCOUNTS,
  type AccountRow,
} from '../../../../shared/domain/accounts.ts';
import { openStore, type Host } from '../../../open-store.ts';
import { UsageError, type CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';
import { readJsonFile } from '../json-file.ts';

export const accounts: Command = {
  name: 'accounts',
  usage: '--data DIR --file accounts.json',
  options: ['file'],
  run: assignAccounts,
};

function assignAccounts(line: CommandLine, host: Host): Outcome {
  const rows = readAccounts(line.text('file'));
  const store = openStore(host);
  try {
    const now = host.clock();
    const done = store.db
      .transaction(() => {
        const change = store.assignment.change(rows, { chart: null });
        if (change.kind !== 'changed') throw new Error('Nothing was asked of the accounts.');
        const restarted = change.freed.reduce(
          (sum, { cause, ids }) =>
            sum + ids.filter((id) => store.moves.restart(id, cause, now)).length,
          0,
        );
        return { changed: change.changed, restarted };
      })
      .immediate();
    return {
      ok: true,
      lines: [{ accounts: rows.length, ...done }],
      text: [
        `${rows.length} accounts assigned, ${done.changed} of them new or changed; ` +
          `${done.restarted} jobs that waited for an account start again.`,
      ],
    };
  } finally {
    store.close();
  }
}

/** @throws UsageError that names file and place */
function readAccounts(file: string): AccountRow[] {
  const { preset, accounts: given = [] } = readJsonFile(file, accountsFileSchema);
  if (!preset && given.length === 0) {
    throw new UsageError(`${file} has neither "preset" nor "accounts". Nothing was changed.`);
  }
  // Later rows overwrite earlier ones at the same place: what is given wins over the preset.
  return [...(preset ? PRESET_ACCOUNTS[preset] : []), ...given];
}
