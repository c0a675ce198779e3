/** RetailSuite's answer to a sign-in: workspace, open fiscal years, and warnings. */
import { useTranslation } from 'react-i18next';
import type { ConnectionReport } from '../../../shared/contract/contract.ts';
import type { Formats } from '../../format/formats.ts';
import { SetupProblemCard } from '../SetupProblemCard.tsx';

/** `https://shop.example.com` → `shop.example.com` */
export function tenantOf(baseUrl: string): string {
  return baseUrl.replace(/^https?:\/\//, '');
}

export function ConnectionFound({
  report,
  formats,
}: {
  readonly report: ConnectionReport;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  return (
    <>
      <div className="found-panel" role="status">
        <strong>{t('connect.connected', { tenant: tenantOf(report.baseUrl) })}</strong>
        {report.years
          .filter(({ open }) => open)
          .map(({ from, to }) => (
            <span key={from}>
              {t('connect.yearOpen', { from: formats.day(from), to: formats.day(to) })}
            </span>
          ))}
      </div>
      {report.warnings.map((warning) => (
        <SetupProblemCard key={warning.code} problem={warning} tone="note" />
      ))}
    </>
  );
}
