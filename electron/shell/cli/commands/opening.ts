/** `opening`: what lay in a drawer before its first closing, entered once by a person; also before anything was imported. */
import { currencySchema } from '../../../../shared/domain/accounts.ts';
import { createOpeningEntry } from '../../../core/db/closings/index.ts';
import { openStore, type Host } from '../../../open-store.ts';
import { UsageError, type CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';
import { placeText, reasonText } from '../texts.ts';

export const opening: Command = {
  name: 'opening',
  usage: '--data DIR --pay-desk D [--store S] [--currency EUR] --cents N --reason TEXT [--json]',
  options: ['pay-desk', 'store', 'currency', 'cents', 'reason'],
  run: enterOpening,
};

/** A hundred million of a currency is no drawer. */
const MOST_CENTS = 10_000_000_000;

function enterOpening(line: CommandLine, host: Host): Outcome {
  const payDesk = placeText(line, 'pay-desk');
  const store = line.optional('store') === undefined ? null : placeText(line, 'store');
  const currency = currencySchema.safeParse(line.optional('currency') ?? 'EUR');
  if (!currency.success) {
    throw new UsageError(`--currency has three letters, not "${line.optional('currency')}".`);
  }
  line.text('cents');
  const cents = line.number('cents', 0, { min: 0, max: MOST_CENTS });
  const reason = reasonText(line);
  const shop = openStore(host);
  try {
    const enter = createOpeningEntry(shop.db, shop.journal, host.user);
    const entry = { payDesk, store, currency: currency.data, cents, reason, at: host.clock() };
    enter(entry);
    const { at, ...entered } = entry;
    return {
      ok: true,
      lines: [{ ...entered, who: host.user, at: new Date(at).toISOString() }],
      text: [`Pay desk ${payDesk} opens with ${cents} cents (${currency.data}): ${reason}`],
    };
  } finally {
    shop.close();
  }
}
