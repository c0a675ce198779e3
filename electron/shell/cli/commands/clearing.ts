/** `clearing`: what went in and out of clearing accounts in a month, a line an account; asks RetailSuite, changes nothing. */
import type { ClearingAccount } from '../../../../shared/contract/closing.ts';
import { lastDayOf } from '../../../../shared/domain/calendar.ts';
import { formatPlain } from '../../../../shared/domain/money.ts';
import { openStore, type Host } from '../../../open-store.ts';
import { clearingOf } from '../../../topics/closing/clearing.ts';
import { createClearing } from '../../../topics/closing/parts.ts';
import { READ_TIMEOUT_MS } from '../../../topics/closing/read-back.ts';
import type { CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';
import { monthText } from '../texts.ts';

export const clearing: Command = {
  name: 'clearing',
  usage: '--data DIR --month YYYY-MM [--json]',
  needsShop: true,
  options: ['month'],
  run: showClearing,
};

async function showClearing(line: CommandLine, host: Host): Promise<Outcome> {
  const month = monthText(line);
  const store = openStore(host);
  try {
    const parts = createClearing({ ...store, connector: () => store.connection.connector() });
    const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
    const found = await clearingOf(parts, { from: `${month}-01`, to: lastDayOf(month) }, signal);
    const isAsBooked = found.accounts.every(({ days }) =>
      days.every(({ oursCents, jobsCents }) => oursCents === jobsCents),
    );
    return {
      ok: isAsBooked && found.unreadable === 0,
      lines: found.accounts.map((account) => ({ kind: 'account', ...account })),
      text: [
        ...found.accounts.flatMap(textOf),
        ...(found.accounts.length === 0 ? [`No clearing account was moved in ${month}.`] : []),
        ...(found.unreadable === 0
          ? []
          : [
              `${found.unreadable} postings or jobs are not in it: their amount or account is not known.`,
            ]),
      ],
    };
  } finally {
    store.close();
  }
}

function textOf({ account, currency, days, openSince, openCents, kinds }: ClearingAccount) {
  const money = (cents: number) => `${formatPlain(cents, currency)} ${currency}`;
  const end = openSince === null ? 'even' : `${money(openCents)} open since ${openSince}`;
  return [
    `${account} (${kinds.join(', ')}): ${end}`,
    ...days.map(
      ({ day, inCents, outCents, balanceCents, oursCents, jobsCents }) =>
        `  ${day}  in ${money(inCents)}  out ${money(outCents)}  balance ${money(balanceCents)}` +
        (oursCents === jobsCents
          ? ''
          : `  RetailSuite has ${money(oursCents)} of ours, the jobs say ${money(jobsCents)}`),
    ),
  ];
}
