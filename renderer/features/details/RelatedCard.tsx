/** The surroundings of a job: the other jobs of its document, and the lists that hold it. */
import { useTranslation } from 'react-i18next';
import type { CallReply } from '../../../shared/contract/contract.ts';
import type { Condition, JobRow } from '../../../shared/domain/job-list.ts';
import { statusOfJob } from '../../../shared/domain/states.ts';
import type { Formats } from '../../format/formats.ts';
import './RelatedCard.css';

export function RelatedCard({
  job,
  siblings,
  related,
  formats,
  onOpen,
  onShow,
}: {
  readonly job: JobRow;
  readonly siblings: readonly JobRow[];
  /** Null while it is read. */
  readonly related: CallReply<'details.around'>['related'] | null;
  readonly formats: Formats;
  onOpen(id: number): void;
  onShow(conditions: readonly Condition[]): void;
}) {
  const { t } = useTranslation();
  const values = {
    receipt: job.billNumber ?? '',
    closing: job.closing ?? '',
    day: formats.day(job.businessDay),
  };
  return (
    <section className="card">
      <h2>{t('details.related')}</h2>
      {siblings.length > 0 && (
        <>
          <h3>{t('details.siblings')}</h3>
          <ul className="siblings">
            {siblings.map((sibling) => (
              <li key={sibling.id}>
                <button
                  type="button"
                  className="button button-text"
                  onClick={() => onOpen(sibling.id)}
                >
                  {t('details.title', { id: sibling.id })}
                </button>
                <span>{t(`type.${sibling.type}`)}</span>
                <span className="numbers">{formats.money(sibling.amount, sibling.currency)}</span>
                <span className="quiet">
                  {t(`status.${statusOfJob(sibling)}`)} · {t(`state.${sibling.state}`)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ul className="related">
        {related?.map(({ relation, count, conditions }) => (
          <li key={relation}>
            <span>
              {t(`relation.${relation}`, { value: values[relation], payDesk: job.payDesk })}
            </span>
            {count > 1 ? (
              <button
                type="button"
                className="button button-small button-outline"
                onClick={() => onShow(conditions)}
              >
                {t('details.showRelated', { count })}
              </button>
            ) : (
              <span className="quiet">{t('details.relatedAlone')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
