/** The problems of the import: blocked closings, conflicts, rejected lines, unreadable sources. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CallReply } from '../../../shared/contract/contract.ts';
import { messageOfError } from '../../api.ts';
import { formatRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { ProblemCard } from './ProblemCard.tsx';
import { ProblemDecision } from './ProblemDecision.tsx';
import { ProblemHistory } from './ProblemHistory.tsx';
import { asSentence } from '../../format/as-sentence.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import './Problems.css';

export function Problems() {
  const { t } = useTranslation();
  const { client, sync, view } = useAppStore();
  const formats = useFormats();
  const page = useStore(view.store, (state) => state.page);
  const open = useStore(sync.store, (state) => state.snapshot?.openProblems ?? 0);
  const [list, setList] = useState<CallReply<'attention.problems'> | null>(null);
  const [turn, setTurn] = useState(0);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    let current = true;
    client.call('attention.problems').then(
      (reply) => {
        if (!current) return;
        setList(reply);
        setError(null);
      },
      (failure: unknown) => {
        if (current) setError(messageOfError(failure));
      },
    );
    return () => {
      current = false;
    };
    // The number of open problems changes whenever the list does.
  }, [client, open, turn]);

  return (
    <div className="page">
      <div className="page-head">
        <BackLink href={formatRoute({ name: 'jobs', page })} />
        <div className="page-title">
          <h1>{t('problems.title')}</h1>
          <p className="quiet">{t('problems.intro')}</p>
        </div>
      </div>
      <div className="problem-list">
        {error !== null && (
          <p role="alert">{t('problems.failed', { reason: asSentence(error) })}</p>
        )}
        {list && list.problems.length < list.total && (
          <p className="quiet">
            {t('problems.showing', { shown: list.problems.length, total: list.total })}
          </p>
        )}
        {list?.total === 0 && <p role="status">{t('problems.none')}</p>}
        {list?.problems.map((problem) => (
          <ProblemCard key={problem.id} problem={problem} formats={formats}>
            <ProblemDecision
              problem={problem}
              formats={formats}
              onDecided={() => setTurn((last) => last + 1)}
            />
          </ProblemCard>
        ))}
        <ProblemHistory key={`${turn} ${open}`} formats={formats} />
      </div>
    </div>
  );
}
