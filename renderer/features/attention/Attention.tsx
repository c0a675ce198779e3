/** "Needs me": what holds everything up, then causes and notices of the import by money and age, each with what mends it. */
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { heldUp } from '../../format/pause.ts';
import { DryRunCard } from '../../ui/DryRunCard.tsx';
import { useFormats } from '../../hooks/use-formats.ts';
import { CauseCard } from './CauseCard.tsx';
import { asSentence } from '../../format/as-sentence.ts';
import { orderNeeds } from './needs.ts';
import { ProblemCard } from './ProblemCard.tsx';
import { ProblemDecision } from './ProblemDecision.tsx';
import { ProblemHistory } from './ProblemHistory.tsx';
import { useProblems } from './use-problems.ts';
import { FolderCards } from './FolderProblems.tsx';
import { PauseCard } from './PauseCard.tsx';
import { useDryRun } from '../../hooks/use-dry-run.ts';
import { useReading } from '../../hooks/use-reading.ts';
import { useStores } from '../../hooks/use-stores.ts';
import './Attention.css';

/** Cards that are drawn at first, and with each further press: ten thousand at once would stop the window for minutes. */
const CARDS_AT_ONCE = 50;

export function Attention() {
  const { t } = useTranslation();
  const { client, sync, view } = useAppStore();
  const formats = useFormats();
  const page = useStore(view.store, (state) => state.page);
  const read = useCallback(() => client.call('attention.list'), [client]);
  const { value, error, reload } = useReading(read);
  // The person may just have fixed it in RetailSuite: jobs whose cause is gone go on at once.
  useEffect(() => {
    client.call('attention.recheck').catch(() => undefined);
  }, [client]);
  const { value: stores, reload: reloadStores } = useStores();
  const status = useStore(sync.store, ({ snapshot }) => snapshot?.status);
  const folders = useStore(sync.store, ({ snapshot }) => snapshot?.folderProblems) ?? [];
  const held = status ? heldUp(status) : null;
  const dryRun = useDryRun();
  const problems = useProblems();
  const areRead = (value ?? error) !== null && (problems.list ?? problems.error) !== null;
  // One that could not be read hides nothing of the other.
  const needs = areRead ? orderNeeds(value?.cards ?? [], problems.list?.problems ?? []) : null;
  const [limit, setLimit] = useState(CARDS_AT_ONCE);
  const isNothing = value?.cards.length === 0 && problems.list?.problems.length === 0;

  return (
    <div className="page">
      <div className="page-head">
        <BackLink href={formatRoute({ name: 'jobs', page })} />
        <div className="page-title">
          <h1>{t('attention.title')}</h1>
          <p className="quiet">{t('attention.intro')}</p>
        </div>
        <div className="page-actions">
          <button
            type="button"
            className="button button-outline"
            onClick={() => dryRun.run({ target: { kind: 'waiting' } })}
          >
            {t('dryRun.buttonAll')}
          </button>
        </div>
      </div>
      <div className="attention-list">
        {dryRun.state && (
          <DryRunCard state={dryRun.state} formats={formats} onClose={dryRun.close} />
        )}
        {error !== null && <p role="alert">{t('stores.failed', { reason: error })}</p>}
        {held && status && <PauseCard held={held} status={status} />}
        <FolderCards problems={folders} />
        {problems.error !== null && (
          <p role="alert">{t('problems.failed', { reason: asSentence(problems.error) })}</p>
        )}
        {isNothing && !held && folders.length === 0 && <p role="status">{t('attention.none')}</p>}
        {needs?.slice(0, limit).map((need) =>
          need.kind === 'cause' ? (
            <CauseCard
              key={JSON.stringify(need.card.key)}
              cause={need.card}
              stores={stores}
              formats={formats}
              onChanged={() => {
                reload();
                reloadStores();
              }}
            />
          ) : (
            <ProblemCard
              key={`problem ${need.problem.id}`}
              problem={need.problem}
              formats={formats}
            >
              <ProblemDecision
                problem={need.problem}
                formats={formats}
                onDecided={problems.reload}
              />
            </ProblemCard>
          ),
        )}
        {needs !== null && needs.length > limit && (
          <button
            type="button"
            className="button button-outline"
            onClick={() => setLimit(limit + CARDS_AT_ONCE)}
          >
            {t('attention.more', { shown: limit, total: needs.length })}
          </button>
        )}
        {problems.list && problems.list.problems.length < problems.list.total && (
          <p className="quiet">
            {t('problems.showing', {
              shown: problems.list.problems.length,
              total: problems.list.total,
            })}
          </p>
        )}
        <ProblemHistory key={problems.version} formats={formats} />
      </div>
    </div>
  );
}
