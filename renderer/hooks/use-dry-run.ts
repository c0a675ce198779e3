/** One dry run at a time, for the card that shows it. */
import { useCallback, useState } from 'react';
import type { DryRunRequest } from '../../shared/contract/contract.ts';
import { messageOfError } from '../api.ts';
import { asSentence } from '../format/as-sentence.ts';
import { useAppStore } from '../store/app-store.ts';
import type { DryRunState } from '../ui/DryRunCard.tsx';

export function useDryRun(): {
  readonly state: DryRunState | null;
  run(request: DryRunRequest): void;
  close(): void;
} {
  const { client } = useAppStore();
  const [state, setState] = useState<DryRunState | null>(null);
  const run = useCallback(
    (request: DryRunRequest) => {
      setState({ kind: 'running' });
      client.call('dryRun.run', request).then(
        (reply) => setState({ kind: 'done', reply }),
        (error: unknown) => setState({ kind: 'failed', reason: asSentence(messageOfError(error)) }),
      );
    },
    [client],
  );
  const close = useCallback(() => setState(null), []);
  return { state, run, close };
}
