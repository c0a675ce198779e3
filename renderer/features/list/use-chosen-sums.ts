/** The money of the chosen jobs, wherever in the list they are. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PageSums } from '../../../shared/domain/job-list.ts';
import { useAppStore } from '../../store/app-store.ts';

export function useChosenSums(): PageSums {
  const { client, jobPage, selection } = useAppStore();
  const { kind, ids } = useStore(selection.store);
  const matching = useStore(jobPage.store, ({ sums }) => sums);
  const [known, setKnown] = useState<{
    readonly ids: ReadonlySet<number>;
    readonly sums: PageSums;
  }>();

  useEffect(() => {
    if (kind !== 'rows' || ids.size === 0) return;
    let isLatest = true;
    client.call('jobs.sums', [...ids]).then(
      (sums) => {
        if (isLatest) setKnown({ ids, sums });
      },
      // It stays unknown; the list itself tells that the program does not answer.
      () => undefined,
    );
    return () => {
      isLatest = false;
    };
  }, [client, kind, ids]);

  if (kind === 'matching') return matching;
  // An amount never changes: what was asked for these jobs holds as long as they are chosen.
  return known?.ids === ids ? known.sums : 'counting';
}
