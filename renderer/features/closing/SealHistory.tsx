/** When a closing was sealed, and what opened it again. */
import { useTranslation } from 'react-i18next';
import type { ClosingSeal } from '../../../shared/contract/contract.ts';
import type { Formats } from '../../format/formats.ts';

export function SealHistory({
  history,
  formats,
}: {
  readonly history: readonly ClosingSeal[];
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  if (history.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('closing.history')}</h2>
      <ul className="gap-list">
        {history.map(({ at, sealed, reopenedBy, anchor }, index) => (
          <li key={index}>
            <span className="numbers">{formats.dateTime(at)}</span>{' '}
            {sealed
              ? t('closing.historySealed')
              : reopenedBy === null
                ? t('closing.historyFound')
                : t('closing.historyReopened', { reason: reopenedBy })}
            {anchor !== null && (
              <>
                {' '}
                <code title={t('closing.anchor')}>{anchor}</code>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
