/** `export`: the list into a file, while the program with a window may run beside it. */
import fs from 'node:fs';
import path from 'node:path';
import {
  EXPORT_FORMATS,
  EXPORT_FORMS,
  type ExportForm,
  type ExportFormat,
} from '../../../../shared/contract/contract.ts';
import { lastDayOf } from '../../../../shared/domain/calendar.ts';
import {
  DEFAULT_SORT,
  JOB_COLUMN_NAMES,
  type Condition,
} from '../../../../shared/domain/job-list.ts';
import { openStore, type Host } from '../../../open-store.ts';
import { openForReading } from '../../../core/db/open.ts';
import { isDeviceName } from '../../../../shared/domain/device-names.ts';
import { exportJobs, NotAFileError } from '../../../core/export/export-jobs.ts';
import { languageOf, UsageError, type CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';
import { monthText } from '../texts.ts';

export const exportToFile: Command = {
  name: 'export',
  usage:
    '--data DIR --format csv|xlsx --out FILE [--form shown|tax] [--month YYYY-MM] [--plain] [--language de|en]',
  needsShop: true,
  options: ['format', 'out', 'language', 'form', 'month', 'plain'],
  run: exportList,
};

/** `shown`: all columns, newest first; `tax`: debit and credit by day, with totals. */
async function exportList(line: CommandLine, host: Host): Promise<Outcome> {
  const format = line.text('format');
  if (!isFormat(format)) {
    throw new UsageError(`--format is one of ${EXPORT_FORMATS.join(', ')}, not "${format}".`);
  }
  const language = languageOf(line);
  const form = line.optional('form') ?? 'shown';
  if (!isForm(form)) {
    throw new UsageError(`--form is one of ${EXPORT_FORMS.join(', ')}, not "${form}".`);
  }
  const conditions = conditionsOf(line);
  const file = path.resolve(line.text('out'));
  // Brings the database up to date first, and knows the store's time zone.
  const store = openStore(host);
  const { timeZone } = store;
  store.close();
  const db = openForReading(host.folder);
  try {
    const rows = await exportTo(
      db,
      {
        file,
        form,
        format,
        isPlain: line.has('plain'),
        language,
        timeZone,
        columns: JOB_COLUMN_NAMES,
        target: { kind: 'matching', conditions },
        sort: DEFAULT_SORT,
        madeAt: host.clock(),
      },
      {
        yieldTurn: () => new Promise((resolve) => host.endOfTurn(resolve)),
        onRows: () => undefined,
      },
    );
    return { ok: true, lines: [{ rows, file }], text: [`${rows} rows exported: ${file}`] };
  } finally {
    db.close();
  }
}

/** @throws UsageError before anything is written, where that file cannot be */
const exportTo: typeof exportJobs = async (db, task, options) => {
  const refuse = (reason: string) =>
    new UsageError(
      `--out: ${task.file} cannot be written: ${reason}. The list itself is unchanged.`,
    );
  const isFolder = fs.statSync(task.file, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder) throw refuse('it is a folder; name a file in it');
  if (isDeviceName(path.basename(task.file))) {
    throw refuse('Windows keeps this name for a device; choose another one');
  }
  const folder = path.dirname(task.file);
  if (!fs.existsSync(folder)) throw refuse(`there is no folder ${folder}`);
  try {
    return await exportJobs(db, task, options);
  } catch (error) {
    if (error instanceof NotAFileError) {
      throw refuse('what bears this name is a device or a pipe; choose another one');
    }
    const { code = '', syscall } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    throw refuse(WRITE_ERRORS[code] ?? code);
  }
};

const WRITE_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there (EACCES)',
  EPERM: 'you may not write there, or another program has it open (EPERM)',
  EBUSY: 'another program has it open (EBUSY)',
  EROFS: 'the drive is read-only (EROFS)',
  ENOSPC: 'the drive is full (ENOSPC)',
  ENAMETOOLONG: 'the name is too long (ENAMETOOLONG)',
};

function conditionsOf(line: CommandLine): Condition[] {
  if (line.optional('month') === undefined) return [];
  const month = monthText(line);
  return [{ kind: 'day', column: 'businessDay', from: `${month}-01`, to: lastDayOf(month) }];
}

function isForm(text: string): text is ExportForm {
  return (EXPORT_FORMS as readonly string[]).includes(text);
}

function isFormat(text: string): text is ExportFormat {
  return (EXPORT_FORMATS as readonly string[]).includes(text);
}
