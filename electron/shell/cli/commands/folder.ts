/** `folder`: a period for the tax office, in a folder from which balances can be rebuilt. */
import fs from 'node:fs';
import path from 'node:path';
import { isBusinessDay } from '../../../../shared/domain/time.ts';
import { openStore } from '../../../open-store.ts';
import { createProcedureNote } from '../../../topics/procedure/note.ts';
import {
  makeTaxFolder,
  TaxFolderError,
  type TaxFolder,
} from '../../../topics/tax-folder/tax-folder.ts';
import { languageOf, UsageError, type CommandLine } from '../arguments.ts';
import type { Command, CommandHost, Outcome } from '../command.ts';

export const folder: Command = {
  name: 'folder',
  usage: '--data DIR --from YYYY-MM-DD --to YYYY-MM-DD --out DIR [--language de|en] [--json]',
  needsShop: true,
  options: ['from', 'to', 'out', 'language'],
  run: makeFolder,
};

async function makeFolder(line: CommandLine, host: CommandHost): Promise<Outcome> {
  const [from, to] = [dayOf(line, 'from'), dayOf(line, 'to')];
  const language = languageOf(line);
  const out = path.resolve(line.text('out'));
  requireEmpty(out);
  const store = openStore(host);
  try {
    const ingest = store.ingest({ onStored: () => undefined });
    await ingest.keepClosings();
    await ingest.stop();
    const { version } = host.backendOptions();
    createProcedureNote({ ...host, ...store, version })();
    const made = await makeTaxFolder(
      { ...host, ...store, dataFolder: host.folder, version, pace: () => Promise.resolve() },
      { from, to, out, language },
    );
    return { ok: made.complete, lines: linesOf(made), text: textOf(made) };
  } catch (error) {
    throw error instanceof TaxFolderError
      ? new UsageError(`--out, --from, --to: ${error.message}`)
      : error;
  } finally {
    store.close();
  }
}

/** @throws UsageError */
function dayOf(line: CommandLine, option: 'from' | 'to'): string {
  const day = line.text(option);
  if (!isBusinessDay(day)) {
    throw new UsageError(`--${option} is a date like 2026-11-25, not "${day}".`);
  }
  return day;
}

/** @throws UsageError */
function requireEmpty(out: string): void {
  if (fs.statSync(out, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  if (fs.readdirSync(out).length === 0) return;
  throw new UsageError(`--out: ${out} is not empty. Name a folder that is empty or not there yet.`);
}

function linesOf({ open, ...made }: TaxFolder) {
  return [
    ...open.map((point) => ({ kind: 'open', ...point })),
    { kind: 'folder', ...made, open: open.length },
  ];
}

function textOf({ folder: place, complete, open, closings, anchor }: TaxFolder): string[] {
  return [
    place,
    `${closings.sealed} of ${closings.all} closings are sealed. The anchor is ${anchor}.`,
    ...(complete
      ? ['The folder is complete.']
      : [
          'The folder is written, and not complete:',
          ...open.map(
            ({ closing, text }) => `  - ${closing === null ? '' : `${closing}: `}${text}`,
          ),
        ]),
  ];
}
