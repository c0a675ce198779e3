/** Files handed over in memory: what came is kept, and how the reading goes decides the test. */
import type {
  CallArgs,
  CallReply,
  HandOverProgress,
  HandOverResult,
} from '../../shared/contract/contract.ts';
import type { CallName } from '../../shared/contract/names.ts';
import { CallError } from '../../shared/contract/result.ts';

export function isHandOverCall(name: CallName): name is Extract<CallName, `handOver.${string}`> {
  return name.startsWith('handOver.');
}

export const GOOD_RESULT: HandOverResult = {
  sources: [{ source: 'Kasse-1.zip', kind: 'dsfinvk', status: 'imported' }],
  events: 212,
  duplicates: 0,
  jobs: 215,
  sums: { EUR: 431_870 },
  problems: 0,
  failure: null,
};

export class FakeHandOver {
  offers: CallArgs<'handOver.begin'>[0][] = [];
  /** The bytes of the files that came, joined, as text. */
  received = '';
  reply: CallReply<'handOver.begin'> = { ok: true, id: 'handed-1' };
  progress: HandOverProgress = { phase: 'done', result: GOOD_RESULT };

  answer(name: Extract<CallName, `handOver.${string}`>, args: readonly [never]): unknown {
    switch (name) {
      case 'handOver.begin':
        this.offers.push(args[0]);
        return this.reply;
      case 'handOver.write':
        this.received += atob((args[0] as CallArgs<'handOver.write'>[0]).base64);
        return null;
      case 'handOver.end':
      case 'handOver.cancel':
        return null;
      case 'handOver.progress':
        if (this.offers.length === 0) throw new CallError('not_found', 'Nothing was handed over.');
        return this.progress;
    }
  }
}
