/** The stored version of an event and the one that waits, and where they differ. */
import { useTranslation } from 'react-i18next';
import type { ProblemDetails, ProblemVersion } from '../../../shared/contract/contract.ts';
import type { Formats } from '../../format/formats.ts';
import './ProblemVersions.css';

export function ProblemVersions({
  details: { stored, incoming, differences },
  formats,
}: {
  readonly details: ProblemDetails;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  return (
    <>
      {differences.length > 0 && (
        <table className="account-table">
          <caption className="visually-hidden">{t('problems.differences')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('problems.difference')}</th>
              <th scope="col">{t('problems.storedVersion')}</th>
              <th scope="col">{t('problems.incomingVersion')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((difference) => (
              <tr key={difference.path}>
                <th scope="row">{difference.path}</th>
                <td>{difference.stored}</td>
                <td>{difference.incoming}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(stored || incoming) && (
        <div className="versions">
          <Version title={t('problems.storedVersion')} version={stored} formats={formats} />
          <Version
            title={t(stored ? 'problems.incomingVersion' : 'problems.waitingVersion')}
            version={incoming}
            formats={formats}
          />
        </div>
      )}
    </>
  );
}

function Version({
  title,
  version,
  formats,
}: {
  readonly title: string;
  readonly version: ProblemVersion | null;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  if (!version) return null;
  return (
    <section>
      <h3>{title}</h3>
      <p className="quiet">
        {version.source} · {version.origin} · {formats.dateTime(version.receivedAt)}
      </p>
      <ul aria-label={t('problems.jobsOf')}>
        {version.jobs.map((job, index) => (
          // Jobs that are not stored have no id; the list never changes its order.
          <li key={index}>
            {t(`type.${job.type}`)}: {formats.money(job.amount, job.currency)}
            {job.state !== null && ` (${t(`state.${job.state}`)})`}
          </li>
        ))}
      </ul>
      <details className="fold">
        <summary>{t('details.payload')}</summary>
        <pre>{pretty(version.payload)}</pre>
      </details>
    </section>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
