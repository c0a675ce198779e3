/** Problems that are decided, or settled themselves: read when the fold is opened. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallReply } from '../../../shared/contract/contract.ts';
import { problemDecisionSchema } from '../../../shared/contract/contract.ts';
import type { Formats } from '../../format/formats.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import { ProblemCard } from './ProblemCard.tsx';
import { decisionKey } from './ProblemDecision.tsx';

export function ProblemHistory({ formats }: { readonly formats: Formats }) {
  const { t } = useTranslation();
  const { client } = useAppStore();
  const failed = useFailed('problems.failed');
  const [resolved, setResolved] = useState<CallReply<'attention.history'> | null>(null);

  function read(): void {
    client.call('attention.history').then(setResolved, failed);
  }

  return (
    <details className="fold" onToggle={(event) => event.currentTarget.open && read()}>
      <summary>{t('problems.history')}</summary>
      {resolved?.length === 0 && <p className="quiet">{t('problems.historyNone')}</p>}
      {resolved?.map((problem) => {
        const { at, who, how, reason } = problem.decision;
        const known = problemDecisionSchema.safeParse(how);
        return (
          <ProblemCard key={problem.id} problem={problem} formats={formats}>
            <p>
              <strong>
                {known.success
                  ? t(`problems.decide.${decisionKey(known.data, problem.problem)}`)
                  : t('problems.bySelf')}
              </strong>{' '}
              {formats.dateTime(at)}
              {who !== null && `, ${who}`}
              {reason !== null && `: ${reason}`}
            </p>
          </ProblemCard>
        );
      })}
    </details>
  );
}
