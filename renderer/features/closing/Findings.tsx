/** Single documents that RetailSuite lacks, has twice, has otherwise, or has without this program knowing them. */
import { useTranslation } from 'react-i18next';
import type { ClosingLine, RsFinding } from '../../../shared/domain/closing.ts';
import type { Formats } from '../../format/formats.ts';
import { formatRoute } from '../../router.ts';
import { AcceptChange } from './AcceptChange.tsx';
import { useShowInList } from './show-in-list.ts';

const KINDS = ['missing', 'twice', 'different', 'unknown'] as const;

export function Findings({
  line,
  formats,
  onAccepted,
}: {
  readonly line: ClosingLine;
  readonly formats: Formats;
  /** Asks RetailSuite for the closing again. */
  onAccepted(): void;
}) {
  const { t } = useTranslation();
  const list = useShowInList();
  const { rs } = line;
  if (!rs) return null;
  const found = KINDS.flatMap((kind) => rs[kind].map((finding) => ({ kind, finding })));
  if (found.length === 0) return null;
  return (
    <section className="card">
      <h2 id="closing-findings" tabIndex={-1}>
        {t('closing.findings', { count: found.length })}
      </h2>
      <div
        className="comparison-scroll"
        role="region"
        aria-label={t('closing.findingsOf')}
        tabIndex={0}
      >
        <table className="account-table numbers">
          <thead>
            <tr>
              <th scope="col">{t('closing.document')}</th>
              <th scope="col">{t('closing.what')}</th>
              <th scope="col">{t('closing.amount')}</th>
              <th scope="col">{t('closing.posting')}</th>
              <th scope="col">{t('closing.original')}</th>
            </tr>
          </thead>
          <tbody>
            {found.map(({ kind, finding }, index) => (
              <tr key={index}>
                <td>
                  <Document finding={finding} onSearch={list.document} />
                </td>
                <td>
                  <p>{t(`closing.finding.${kind}`)}</p>
                  {kind === 'different' && finding.job !== null && (
                    <AcceptChange
                      job={finding.job}
                      name={finding.billNumber ?? String(finding.job)}
                      onAccepted={onAccepted}
                    />
                  )}
                </td>
                <td>
                  {finding.cents === null || line.currency === null
                    ? t('closing.unknown')
                    : formats.money(finding.cents, line.currency)}
                </td>
                <td>{finding.postingNumber ?? '–'}</td>
                <td className="quiet" lang="en">
                  {finding.text}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Document({
  finding,
  onSearch,
}: {
  readonly finding: RsFinding;
  onSearch(text: string): void;
}) {
  const { t } = useTranslation();
  const { job, billNumber, reference } = finding;
  const name = billNumber ?? reference ?? t('closing.unknown');
  if (job !== null) return <a href={formatRoute({ name: 'job', id: job })}>{name}</a>;
  return (
    <button
      type="button"
      className="button button-small button-text"
      onClick={() => onSearch(name)}
    >
      {name}
    </button>
  );
}
