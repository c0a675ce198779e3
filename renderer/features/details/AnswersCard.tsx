/** What a manager asks first of a job that is held up: what happened, is the money safe, what to do, who helps. */
import { useTranslation } from 'react-i18next';
import type { JobDetails } from '../../../shared/contract/contract.ts';
import { reasonOf } from '../../../shared/domain/row-reason.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { useAppStore } from '../../store/app-store.ts';
import { useNow } from '../../ui/use-now.ts';
import './AnswersCard.css';

const QUESTIONS = {
  what: 'cardWhat',
  money: 'cardMoney',
  todo: 'cardTodo',
  who: 'cardWho',
} as const;

export function AnswersCard({
  details,
  supportHref,
  fix,
}: {
  readonly details: JobDetails;
  /** Where the cause is mended; null: not in this program. */
  readonly fix: { readonly href: string; readonly label: string } | null;
  /** Address of the support package about this job. */
  readonly supportHref: string;
}) {
  const { t } = useTranslation();
  const { clock } = useAppStore();
  const { job, error } = details;
  const { cause } = job;
  const isAwaited = reasonOf(job, useNow(clock, MINUTE)) === 'invoice-awaited';
  if (cause === null && error === null) return null;
  return (
    <section className="card" aria-label={t('details.answers')}>
      <dl className={`cause-card cause-${job.state === 'attention' ? 'bad' : 'note'}`}>
        {(['what', 'money', 'todo', 'who'] as const).map((part) => (
          <div key={part}>
            <dt>{t(`details.${QUESTIONS[part]}`)}</dt>
            <dd>
              {isAwaited
                ? t(`invoiceAwaited.${part}`)
                : cause === null
                  ? t(`unknownError.${part}`)
                  : t(`cause.${cause}.${part}`)}
            </dd>
          </div>
        ))}
      </dl>
      <p className="answer-acts">
        {fix && (
          <a className="button button-primary" href={fix.href}>
            {fix.label}
          </a>
        )}
        <a className="button button-text" href={supportHref}>
          {t('support.open')}
        </a>
      </p>
    </section>
  );
}
