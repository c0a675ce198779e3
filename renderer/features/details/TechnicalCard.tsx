/** For whoever helps: keys, hashes, the line as the till wrote it, and what the program keeps of it. */
import { useTranslation } from 'react-i18next';
import type { JobDetails, OriginalLine } from '../../../shared/contract/contract.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import type { Translate } from '../../locales/i18n.ts';
import { Json } from '../../ui/Json.tsx';
import { Fact } from './JobCards.tsx';
import './TechnicalCard.css';

export function TechnicalCard({
  details,
  original,
}: {
  readonly details: JobDetails;
  /** Null while it is read. */
  readonly original: OriginalLine | null;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { event, job } = details;
  return (
    <details className="fold technical">
      <summary>{t('details.technical')}</summary>
      <dl className="facts">
        <Fact name={t('column.reference')} value={job.reference} />
        <Fact name={t('details.origin')} value={placeOf(original, event.origin, t)} />
        <Fact name={t('details.naturalKey')} value={event.naturalKey} />
        <Fact name={t('details.sha256')} value={event.sourceSha256} />
      </dl>
      <h3>{t('details.original')}</h3>
      <Original original={original} />
      <h3>{t('details.payload')}</h3>
      {event.erasedAt === null ? (
        <Json
          text={event.payload}
          label={t('details.payload')}
          searchLabel={t('details.searchPayload')}
          copyLabel={t('details.copyPayload')}
        />
      ) : (
        <p className="quiet">{t('details.erased', { when: formats.dateTime(event.erasedAt) })}</p>
      )}
    </details>
  );
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
