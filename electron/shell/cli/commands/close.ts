/** `close`: a line a closing of the day or month, and one for each day; the exit code is 0 only if all is sealed. */
import type { ClosingLine, DayLine } from '../../../../shared/domain/closing.ts';
import { closePeriodSchema } from '../../../../shared/domain/closing.ts';
import type { Language } from '../../../../shared/domain/preferences.ts';
import { isBusinessDay, MINUTE } from '../../../../shared/domain/time.ts';
import { createClosings } from '../../../core/db/closings/index.ts';
import { openStore, type Host, type Store } from '../../../open-store.ts';
import { dayLines, localLines } from '../../../topics/closing/closing-report.ts';
import { closingText } from '../../../topics/closing/closing-text.ts';
import { createClosingSealing } from '../../../topics/closing/parts.ts';
import { languageOf, UsageError, type CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';

/** A month of a big shop is a thousand questions. */
const READ_TIMEOUT_MS = 30 * MINUTE;

export const close: Command = {
  name: 'close',
  usage: '--data DIR --day YYYY-MM-DD | --month YYYY-MM [--local] [--language de|en] [--json]',
  needsShop: true,
  options: ['day', 'month', 'local', 'language'],
  run: closePeriod,
};

async function closePeriod(line: CommandLine, host: Host): Promise<Outcome> {
  const period = periodOf(line);
  const language = languageOf(line);
  const store = openStore(host);
  try {
    const ingest = store.ingest({ onStored: () => undefined });
    await ingest.keepClosings();
    await ingest.stop();
    const lines = line.has('local')
      ? localLines(createClosings(store.db), period, language)
      : await readLines(store, host, period, language);
    return outcome(lines, language);
  } finally {
    store.close();
  }
}

/** Asks RetailSuite now, and keeps what it says. */
async function readLines(store: Store, host: Host, period: string, language: Language) {
  const { closings, sealing } = createClosingSealing({
    ...store,
    connector: () => store.connection.connector(),
    onChange: () => undefined,
    clock: host.clock,
  });
  const found = closings.closingsOf(period);
  const lines = await sealing.read(found.closings, language, AbortSignal.timeout(READ_TIMEOUT_MS));
  return [...lines, ...dayLines(period, lines, found, language)];
}

function outcome(lines: readonly (ClosingLine | DayLine)[], language: Language): Outcome {
  return {
    // A month without a receipt has no line: nothing of it is open, and nothing is sealed.
    ok: lines.length > 0 && lines.every(({ sealed }) => sealed),
    lines,
    text: closingText(lines, language),
  };
}

/** @throws UsageError */
function periodOf(line: CommandLine): string {
  const day = line.optional('day');
  const month = line.optional('month');
  if ((day === undefined) === (month === undefined)) {
    throw new UsageError('"close" needs either --day YYYY-MM-DD or --month YYYY-MM.');
  }
  if (day !== undefined && !isBusinessDay(day)) {
    throw new UsageError(`--day is a date like 2026-11-25, not "${day}".`);
  }
  const isMonth = month !== undefined && month.length === 7;
  if (month !== undefined && (!isMonth || !closePeriodSchema.safeParse(month).success)) {
    throw new UsageError(`--month is a month like 2026-11, not "${month}".`);
  }
  return day ?? month ?? '';
}
