/** The document of the till that a job came from. */
import { useTranslation } from 'react-i18next';
import type { JobDetails } from '../../../shared/contract/contract.ts';
import type { Formats } from '../../format/formats.ts';
import type { Translate } from '../../locales/i18n.ts';
import { Fact } from './JobCards.tsx';

export function OriginCard({
  details,
  formats,
}: {
  readonly details: JobDetails;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  const { event } = details;
  return (
    <section className="card">
      <h2>{t('details.event')}</h2>
      <dl className="facts">
        <Fact name={t('details.source')} value={event.source} />
        <Fact name={t('details.businessCase')} value={caseOf(details, t)} />
        <Fact name={t('details.closing')} value={event.closing} />
        <Fact name={t('details.occurredAt')} value={formats.dateTime(event.occurredAt)} />
        <Fact name={t('details.receivedAt')} value={formats.dateTime(event.receivedAt)} />
      </dl>
    </section>
  );
}

function caseOf({ businessCase, businessName }: JobDetails, t: Translate): string | null {
  const words = [
    ...(businessCase === null ? [] : [t(`businessCase.${businessCase}`)]),
    ...(businessName === null ? [] : [t('accounts.businessName', { name: businessName })]),
  ];
  return words.length === 0 ? null : words.join(' ');
}
