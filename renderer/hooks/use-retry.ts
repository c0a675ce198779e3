/** Sending one job again, from the list and from its details. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isStopped } from '../../shared/domain/stop.ts';
import { useFailed } from './use-failed.ts';
import { useAppStore } from '../store/app-store.ts';

/** Sends a job again and shows a notice with the outcome. */
export function useRetry(): {
  readonly retrying: ReadonlySet<number>;
  retry(id: number): void;
} {
  const { t } = useTranslation();
  const { client, notices, jobPage, sync } = useAppStore();
  const failed = useFailed('retry.failed');
  const [retrying, setRetrying] = useState<ReadonlySet<number>>(new Set());

  const retry = useCallback(
    (id: number) => {
      const isHeld = () => isStopped(sync.store.getState().snapshot?.status ?? { pause: null });
      setRetrying((ids) => new Set(ids).add(id));
      client
        .call('jobs.retry', [id])
        .then(
          (reply) =>
            reply.started > 0
              ? notices.show('good', t(isHeld() ? 'retry.held' : 'retry.started', { id }))
              : notices.show('bad', t('retry.refused', { id })),
          failed,
        )
        .finally(() => {
          setRetrying((ids) => new Set([...ids].filter((each) => each !== id)));
          jobPage.touch();
        });
    },
    [client, failed, notices, jobPage, sync, t],
  );
  return { retrying, retry };
}
