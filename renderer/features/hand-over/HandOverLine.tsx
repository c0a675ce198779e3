/** One file on its way: how far it is, then what came of it and where that leads. */
import { useTranslation } from 'react-i18next';
import type { HandOverResult } from '../../../shared/contract/contract.ts';
import { asSentence } from '../../format/as-sentence.ts';
import type { Formats } from '../../format/formats.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import type { Translate } from '../../locales/i18n.ts';
import { formatRoute } from '../../router.ts';
import {
  canCancel,
  hasEnded,
  type HandOverItem,
  type HandOverStep,
} from '../../store/hand-over.ts';
import { Icon } from '../../ui/Icon.tsx';

export function HandOverLine({
  item,
  hasWay,
  onCancel,
}: {
  readonly item: HandOverItem;
  /** The page of what needs a person can be gone to; before the first start is through it cannot. */
  readonly hasWay: boolean;
  onCancel(): void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { name, step } = item;
  const problems = step.kind === 'done' ? step.result.problems : 0;
  const isGood = step.kind === 'done' && problems === 0 && step.result.failure === null;
  return (
    <li className="hand-over-line">
      {hasEnded(item) && (
        <span className={isGood ? 'hand-over-good' : 'hand-over-bad'}>
          <Icon name={isGood ? 'check' : 'alert'} />
        </span>
      )}
      <strong className="hand-over-name">{name}</strong>
      {(step.kind === 'sending' || step.kind === 'reading') && (
        <progress
          aria-label={t('handOver.progress', { name })}
          {...(step.kind === 'sending' && step.bytes > 0 && { value: step.sent, max: step.bytes })}
        />
      )}
      {/* The numbers of a file that is being read change all the time: its end alone is read out. */}
      <span role={hasEnded(item) ? 'status' : undefined}>{wordsOf(step, t, formats)}</span>
      {canCancel(item) && (
        <button
          type="button"
          className="button button-small button-text"
          aria-label={t('handOver.cancelOf', { name })}
          onClick={onCancel}
        >
          {t('handOver.cancel')}
        </button>
      )}
      {problems > 0 &&
        (hasWay ? (
          <a href={formatRoute({ name: 'attention' })}>
            {t('handOver.problems', { count: problems })}
          </a>
        ) : (
          <span>{t('handOver.problems', { count: problems })}</span>
        ))}
      {step.kind === 'done' && step.result.failure !== null && (
        <span className="quiet" lang="en">
          {step.result.failure}
        </span>
      )}
    </li>
  );
}

function wordsOf(step: HandOverStep, t: Translate, formats: Formats): string {
  switch (step.kind) {
    case 'queued':
      return t('handOver.queued');
    case 'sending':
      return t('handOver.sending', {
        done: formats.bytes(step.sent),
        of: formats.bytes(step.bytes),
      });
    case 'reading':
      return t('handOver.reading', { count: step.events });
    case 'done':
      return resultInWords(step.result, t, formats);
    case 'refused':
      return t(`handOver.refused.${step.refusal}`, { reason: asSentence(step.detail) });
    case 'cancelled':
      return t('handOver.cancelled');
    case 'failed':
      return t('handOver.failed', { reason: asSentence(step.reason) });
  }
}

function resultInWords(result: HandOverResult, t: Translate, formats: Formats): string {
  const { sources, events, duplicates, jobs, sums, problems } = result;
  if (result.failure !== null) return t('handOver.unreadable');
  if (sources.every(({ status }) => status === 'known')) return t('handOver.known');
  const parts = [
    ...(events > 0 ? [t('handOver.events', { count: events })] : []),
    ...(jobs > 0 ? [t('handOver.jobs', { count: jobs, sums: formats.sums(sums) ?? '' })] : []),
    ...(duplicates > 0 ? [t('handOver.duplicates', { count: duplicates })] : []),
    ...(events === 0 && duplicates === 0
      ? [t(problems === 0 ? 'handOver.nothing' : 'handOver.nothingNew')]
      : []),
    ...(sources.some(({ status }) => status === 'failed') ? [t('handOver.notWhole')] : []),
  ];
  return parts.join(' ');
}
