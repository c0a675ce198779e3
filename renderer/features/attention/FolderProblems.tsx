/** A watched folder that cannot be used: what the tills deliver stays in it, and nobody else would say so. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FolderProblem } from '../../../shared/contract/contract.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { formatRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { useNow } from '../../ui/use-now.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { Answers } from './CauseAnswers.tsx';
import './FolderProblems.css';

export function FolderBanner() {
  const { t } = useTranslation();
  const { sync } = useAppStore();
  const problems = useStore(sync.store, ({ snapshot }) => snapshot?.folderProblems) ?? [];
  return problems.map(({ use, problem, names, more }) => (
    <div className="banner" role="status" key={`${use} ${problem.code}`}>
      <strong>{t(`folderProblem.${use}`)}</strong>
      <span>{t(`setupProblem.${problem.code}.what`)}</span>
      {names.length > 0 && <DeliveryNames names={names} more={more} />}
      <a href={formatRoute({ name: 'attention' })}>{t('attention.bannerMeaning')}</a>
    </div>
  ));
}

export function FolderCards({ problems }: { readonly problems: readonly FolderProblem[] }) {
  const { t } = useTranslation();
  const { clock } = useAppStore();
  const formats = useFormats();
  const now = useNow(clock, MINUTE);
  return problems.map(({ use, folder, since, problem, names, more }) => (
    <section
      className="card cause-card cause-bad"
      data-problem={problem.code}
      key={`${use} ${problem.code}`}
    >
      <div>
        <p>{t(`folderProblem.${use}`)}</p>
        <h2>{t(`setupProblem.${problem.code}.what`)}</h2>
      </div>
      <p className="quiet">
        <span className="path">{folder}</span> ·{' '}
        {t('attention.since', { when: formats.timeOrDate(since, now) })}
      </p>
      {names.length > 0 && (
        <p>
          <DeliveryNames names={names} more={more} />
        </p>
      )}
      <Answers
        answers={{
          // A single delivery has a text of its own; a folder or drive stops all that is new.
          money: problem.code.startsWith('delivery-')
            ? t(`setupProblem.${problem.code}.money`)
            : t('folderProblem.money'),
          // A delivery that failed is tried ever more rarely, a folder at each look.
          todo: `${t(`setupProblem.${problem.code}.todo`)} ${t(names.length > 0 ? 'folderProblem.thenDelivery' : 'folderProblem.then')}`,
          who: t(`setupProblem.${problem.code}.who`),
        }}
      />
      <details className="fold">
        <summary>{t('details.rawError')}</summary>
        <code lang="en">{problem.detail}</code>
      </details>
      <div className="cause-acts">
        <a className="button button-primary" href={formatRoute({ name: 'settings' })}>
          {t('attention.toSettings')}
        </a>
        <a className="button button-text" href={formatRoute({ name: 'support', job: null })}>
          {t('support.open')}
        </a>
      </div>
    </section>
  ));
}

/** Which deliveries a problem is about. */
function DeliveryNames({ names, more }: Pick<FolderProblem, 'names' | 'more'>) {
  const { t } = useTranslation();
  return (
    <span className="path">
      {names.join(', ')}
      {more > 0 && ` ${t('folderProblem.more', { count: more })}`}
    </span>
  );
}
