/** "Someone has booked it by hand already": the document beside the postings in RS that it may be, and the decision. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandPosting, JobDetails } from '../../../shared/contract/contract.ts';
import type { Formats } from '../../format/formats.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import './ByHand.css';

const MIN_REASON_LENGTH = 3;
const OFFERED_STATES = ['waiting', 'waiting-invoice', 'attention', 'on-hold'];

export function ByHand({
  job,
  formats,
}: {
  readonly job: JobDetails['job'];
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const failed = useFailed('byHand.failed');
  const [postings, setPostings] = useState<readonly HandPosting[] | null>(null);
  const [reason, setReason] = useState('');
  const id = useId();
  if (!OFFERED_STATES.includes(job.state)) return null;

  const search = () =>
    client.call('details.byHand', job.id).then((found) => setPostings(found.postings), failed);
  const decide = (number: string | null) =>
    client.call('details.decideByHand', { id: job.id, number, reason: reason.trim() }).then(() => {
      notices.show('good', t(number === null ? 'byHand.isDifferent' : 'byHand.isSame'));
      setPostings(null);
    }, failed);
  const isReasonGiven = reason.trim().length >= MIN_REASON_LENGTH;

  return (
    <section className="card" aria-label={t('byHand.title')}>
      <h2>{t('byHand.title')}</h2>
      <p className="quiet">{t('byHand.help')}</p>
      {postings === null && (
        <button type="button" className="button button-outline" onClick={() => void search()}>
          {t('byHand.look')}
        </button>
      )}
      {postings?.length === 0 && <p role="status">{t('byHand.none')}</p>}
      {postings && postings.length > 0 && (
        <div className="decide">
          <table className="account-table hand-table">
            <caption className="visually-hidden">{t('byHand.compare')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('byHand.which')}</th>
                <th scope="col">{t('byHand.receipt')}</th>
                <th scope="col">{t('byHand.accounts')}</th>
                <th scope="col">{t('byHand.amount')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              <tr>
                <th scope="row">{t('byHand.here')}</th>
                <td>{job.billNumber ?? job.closing ?? '–'}</td>
                <td>{t(`type.${job.type}`)}</td>
                <td>{formats.money(job.amount, job.currency)}</td>
                <td />
              </tr>
              {postings.map((posting) => (
                <tr key={posting.number}>
                  <th scope="row">{t('byHand.there', { number: posting.number })}</th>
                  <td>
                    {posting.receipt === '' ? '–' : posting.receipt}
                    {posting.sameReceipt && ` (${t('byHand.sameReceipt')})`}
                  </td>
                  <td>{t('byHand.booking', { debit: posting.debit, credit: posting.credit })}</td>
                  <td>{formats.money(posting.amount, posting.currency)}</td>
                  <td>
                    <button
                      type="button"
                      className="button button-outline"
                      disabled={!isReasonGiven}
                      aria-describedby={`${id}-needed`}
                      onClick={() => void decide(posting.number)}
                    >
                      {t('byHand.same', { number: posting.number })}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <label htmlFor={`${id}-reason`}>{t('problems.reasonLabel')}</label>
          <textarea
            id={`${id}-reason`}
            className="field"
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <p className="quiet" id={`${id}-needed`}>
            {isReasonGiven ? '' : t('problems.reasonNeeded')}
          </p>
          <button
            type="button"
            className="button button-outline"
            disabled={!isReasonGiven}
            aria-describedby={`${id}-needed`}
            onClick={() => void decide(null)}
          >
            {t('byHand.different')}
          </button>
        </div>
      )}
    </section>
  );
}
