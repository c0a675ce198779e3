/** `retention`: erases what is past its retention period, or says what it would erase. */
import path from 'node:path';
import {
  retentionLimits,
  type HeldReason,
  type RetentionLimits,
  type RetentionReport,
} from '../../../../shared/domain/retention.ts';
import { isBusinessDay } from '../../../../shared/domain/time.ts';
import { lockFolder } from '../../../core/db/lock.ts';
import { openStore } from '../../../open-store.ts';
import { createDateWitness } from '../../../topics/retention/credible-date.ts';
import { createErasing } from '../../../topics/retention/erasing.ts';
import { createProgramSettingsStore } from '../../../topics/settings/program-settings.ts';
import { UsageError, type CommandLine } from '../arguments.ts';
import type { Command, CommandHost, Outcome } from '../command.ts';

export const retention: Command = {
  name: 'retention',
  usage: '--data DIR [--before YYYY-MM-DD] [--dry-run] [--json]',
  needsShop: true,
  options: ['before', 'dry-run'],
  run: eraseOld,
};

async function eraseOld(line: CommandLine, host: CommandHost): Promise<Outcome> {
  const before = dayOf(line);
  const isErasing = !line.has('dry-run');
  let isStopped = false;
  void host.interrupted().then(() => (isStopped = true));
  // A file must not go while the program imports the same export once more.
  const unlock = isErasing ? lockFolder(host.folder) : () => undefined;
  try {
    const store = openStore(host);
    try {
      const settings = createProgramSettingsStore(store.settings, store.journal, host.clock);
      const { inboxFolder, retention: plan } = settings.current();
      const date = () => createDateWitness(store.db).date(host.clock);
      requireOldEnough(before, retentionLimits(date().today ?? host.clock(), plan));
      const ingest = store.ingest({ onStored: () => undefined });
      const erasing = createErasing({
        ...{ ...host, ...store, ingest, date },
        inbox: () => inboxFolder ?? path.join(host.folder, 'inbox'),
      });
      const request = { plan, isStopped: () => isStopped, ...(before !== undefined && { before }) };
      const report = await erasing.run(request, isErasing);
      await ingest.stop();
      return {
        ok:
          report.limits !== null && report.ended === 'complete' && !(isErasing && hasHeld(report)),
        lines: [{ kind: 'retention', ...report }],
        text: textOf(report),
      };
    } finally {
      store.close();
    }
  } finally {
    unlock();
  }
}

const hasHeld = ({ held }: RetentionReport) => held.length > 0;

/** @throws UsageError */
function dayOf(line: CommandLine): string | undefined {
  const day = line.optional('before');
  if (day === undefined || isBusinessDay(day)) return day;
  throw new UsageError(`--before is a date like 2026-01-01, not "${day}".`);
}

/** @throws UsageError */
function requireOldEnough(
  before: string | undefined,
  { records, originals }: RetentionLimits,
): void {
  if (before === undefined || before <= records || before <= originals) return;
  throw new UsageError(
    `--before: by the law and the settings records are kept from ${records} on, originals from ${originals} on; ` +
      `${before} is later. Nothing was erased.`,
  );
}

const HELD: Readonly<Record<HeldReason, string>> = {
  'not-booked': 'closings with a job that is not booked and read back',
  'in-doubt': 'closings with a job that may be in RetailSuite already',
  'not-sealed': 'closings that are not sealed',
  question: 'closings about which a question waits for a person',
  'no-closing': 'receipts that belong to no closing',
  'unfinished-import': 'originals whose import is not finished, or about which a question waits',
};

const NO_DATE: Readonly<Record<'behind' | 'unknown', string>> = {
  behind:
    'The clock of this PC is behind what RetailSuite last said. Set it right; nothing is erased until then.',
  unknown:
    'Neither RetailSuite nor a till has told what day it is, and the clock of this PC alone may be wrong. Nothing is erased.',
};

function textOf({ limits, clock, due, erased, held, ended }: RetentionReport): string[] {
  if (limits === null) return [NO_DATE[clock === 'behind' ? 'behind' : 'unknown']];
  const { closings, receipts, originals } = erased ?? due;
  const verb = erased ? 'were erased' : 'would be erased';
  return [
    `${receipts} receipts of ${closings} closings before ${limits.records}, and ${originals} originals that arrived before ` +
      `${limits.originals}, ${verb}.`,
    ...held.map(({ reason, count }) => `Kept although past their time: ${count} ${HELD[reason]}.`),
    ...(clock === 'ahead'
      ? [
          'The clock of this PC is ahead of what RetailSuite last said: only what is old by that counts.',
        ]
      : []),
    ...(ended === 'complete' ? [] : [ENDED[ended]]),
  ];
}

const ENDED: Readonly<Record<'busy' | 'stopped', string>> = {
  busy: 'Something is being sent to RetailSuite: the rest is erased by the next run.',
  stopped: 'It was interrupted: the rest is erased by the next run.',
};
