/** `explain`: why numbers of a till are missing, stand twice or belong to another year; of some numbers, or as a rule. */
import { GAP_KINDS } from '../../../../shared/domain/closing.ts';
import { createExplaining } from '../../../core/db/closings/index.ts';
import { openStore, type Host } from '../../../open-store.ts';
import { UsageError, type CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';
import { placeText, reasonText } from '../texts.ts';

export const explain: Command = {
  name: 'explain',
  usage:
    '--data DIR --pay-desk D [--store S] --from N [--to N] | --all [--kind KIND] | --take-back ID --reason TEXT [--json]',
  needsShop: true,
  options: ['pay-desk', 'store', 'from', 'to', 'all', 'kind', 'take-back', 'reason'],
  run: explainGap,
};

function explainGap(line: CommandLine, host: Host): Outcome {
  const wrong = line.optional('take-back');
  if (wrong !== undefined) return takeBackExplanation(wrong, line, host);
  const payDesk = placeText(line, 'pay-desk');
  const store = line.optional('store') === undefined ? null : placeText(line, 'store');
  const first = line.optional('from');
  const isRule = line.has('all');
  if ((first === undefined) === !isRule) {
    throw new UsageError('"explain" needs either --from N (with --to N) or --all.');
  }
  const numbers = first === undefined ? null : { first, last: line.optional('to') ?? first };
  const kind = kindOf(line);
  const reason = reasonText(line);
  const shop = openStore(host);
  try {
    const { explain: keep } = createExplaining(shop.db, shop.journal, host.user);
    const id = keep({ payDesk, store, kind, numbers, reason, at: host.clock() });
    return {
      ok: true,
      lines: [{ id, payDesk, store, kind, ...numbers, reason, who: host.user }],
      text: [`Explanation ${id} of pay desk ${payDesk} is kept: ${reason}`],
    };
  } finally {
    shop.close();
  }
}

function takeBackExplanation(wrong: string, line: CommandLine, host: Host): Outcome {
  if (!/^[1-9]\d{0,14}$/.test(wrong)) {
    throw new UsageError(`--take-back is the number of an explanation, not "${wrong}".`);
  }
  const id = Number(wrong);
  const reason = reasonText(line);
  const shop = openStore(host);
  try {
    const { takeBack } = createExplaining(shop.db, shop.journal, host.user);
    const isDone = takeBack(id, reason, host.clock());
    return {
      ok: isDone,
      lines: [{ id, takenBack: isDone, reason, who: host.user }],
      text: [
        isDone
          ? `Explanation ${id} no longer counts: ${reason}`
          : `There is no explanation ${id}, or it was taken back already. Nothing was changed.`,
      ],
    };
  } finally {
    shop.close();
  }
}

/** @throws UsageError */
function kindOf(line: CommandLine): (typeof GAP_KINDS)[number] | null {
  const text = line.optional('kind');
  if (text === undefined) return null;
  const kind = GAP_KINDS.find((one) => one === text);
  if (!kind) throw new UsageError(`--kind is one of ${GAP_KINDS.join(', ')}, not "${text}".`);
  return kind;
}
