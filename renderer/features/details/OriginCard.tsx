/** The document that a job came from: what the program keeps of it, and the line as the till wrote it. */
import { useTranslation } from 'react-i18next';
import type { JobDetails, OriginalLine } from '../../../shared/contract/contract.ts';
import type { Formats } from '../../format/formats.ts';
import type { Translate } from '../../locales/i18n.ts';
import { Fact } from './JobCards.tsx';
import { Json } from '../../ui/Json.tsx';
import './OriginCard.css';

export function OriginCard({
  details,
  original,
  formats,
}: {
  readonly details: JobDetails;
  /** Null while it is read. */
  readonly original: OriginalLine | null;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  const { event } = details;
  return (
    <section className="card">
      <h2>{t('details.event')}</h2>
      <dl className="facts">
        <Fact name={t('details.source')} value={event.source} />
        <Fact name={t('details.origin')} value={placeOf(original, event.origin, t)} />
        <Fact name={t('details.businessCase')} value={caseOf(details, t)} />
        <Fact name={t('details.closing')} value={event.closing} />
        <Fact name={t('details.occurredAt')} value={formats.dateTime(event.occurredAt)} />
        <Fact name={t('details.receivedAt')} value={formats.dateTime(event.receivedAt)} />
        <Fact name={t('details.naturalKey')} value={event.naturalKey} />
        <Fact name={t('details.sha256')} value={event.sourceSha256} />
      </dl>
      <h3>{t('details.original')}</h3>
      <Original original={original} />
      <details className="fold">
        <summary>{t('details.payload')}</summary>
        <Json
          text={event.payload}
          label={t('details.payload')}
          searchLabel={t('details.searchPayload')}
          copyLabel={t('details.copyPayload')}
        />
      </details>
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

function placeOf(original: OriginalLine | null, origin: string, t: Translate): string {
  if (!original || original.line === null) return origin;
  return t('details.place', { file: original.file, line: original.line });
}

function Original({ original }: { readonly original: OriginalLine | null }) {
  const { t } = useTranslation();
  if (!original) return <p className="quiet">{t('details.originalLoading')}</p>;
  if (original.problem !== null) {
    return <p className="quiet">{t(`originalProblem.${original.problem}`)}</p>;
  }
  if (original.text !== null) {
    return (
      <Json
        text={original.text}
        label={t('details.original')}
        copyLabel={t('details.copyOriginal')}
      />
    );
  }
  const filled = original.fields.filter(({ value }) => value !== '');
  const empty = original.fields.length - filled.length;
  return (
    <>
      <dl className="original">
        {filled.map(({ name, value }, index) => (
          <div key={`${index}-${name}`}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {empty > 0 && <p className="quiet">{t('details.originalEmpty', { count: empty })}</p>}
    </>
  );
}
