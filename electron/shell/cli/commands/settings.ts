/** `settings`: shows what a manager set for the whole program, and changes what a file names. */
import { z } from 'zod';
import {
  openingDifferenceLimitSchema,
  programSettingsSchema,
  type ProgramSettings,
} from '../../../../shared/domain/program-settings.ts';
import { openStore, type Host } from '../../../open-store.ts';
import { createProgramSettingsStore } from '../../../topics/settings/program-settings.ts';
import type { CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';
import { readJsonFile } from '../json-file.ts';

/** Folders and the backup are tried when they are chosen, which the window does. */
const fileSchema = programSettingsSchema
  .pick({
    invoiceMinutes: true,
    quietHours: true,
    concurrency: true,
    retention: true,
    updateAddress: true,
  })
  .extend({
    /** Stores that are not named keep their limit; null: back to the default. */
    openingDifferenceLimits: z.record(z.string().min(1), openingDifferenceLimitSchema.nullable()),
  })
  .partial()
  .strict();

export const settings: Command = {
  name: 'settings',
  usage: '--data DIR [--file settings.json] [--json]',
  options: ['file'],
  needsShop: true,
  printsLines: true,
  run: showOrChange,
};

function showOrChange(line: CommandLine, host: Host): Outcome {
  const file = line.optional('file');
  const given = file === undefined ? {} : readJsonFile(file, fileSchema);
  const store = openStore(host);
  try {
    const stored = createProgramSettingsStore(store.settings, store.journal, host.clock);
    const limits = { ...stored.current().openingDifferenceLimits };
    for (const [place, limit] of Object.entries(given.openingDifferenceLimits ?? {})) {
      if (limit === null) delete limits[place];
      else limits[place] = limit;
    }
    const after: ProgramSettings = stored.save({ ...given, openingDifferenceLimits: limits });
    return { ok: true, lines: [after], text: [] };
  } finally {
    store.close();
  }
}
