/** A letter to the tax adviser, ready to copy, for whoever does not know the number of the account. */
import { useTranslation } from 'react-i18next';
import type { AttentionCard } from '../../../shared/contract/contract.ts';
import type { Formats } from '../../format/formats.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import './AccountLetter.css';

export function AccountLetter({
  why,
  cause: { tally },
  payDesks,
  formats,
}: {
  /** What the account is for, as a headline. */
  readonly why: string;
  readonly cause: AttentionCard;
  readonly payDesks: string;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  const text = [
    t('accountLetter.greeting'),
    `${t('accountLetter.why')}\n${why}.`,
    [
      t('accountLetter.waiting', {
        count: tally.count,
        documents: t('lamp.documents', { count: tally.count }),
        money: formats.sums(tally.sums) ?? '',
      }),
      ...(tally.oldestAt === null
        ? []
        : [`${t('attention.oldest', { when: formats.dateTime(tally.oldestAt) })}.`]),
      `${payDesks}.`,
    ].join('\n'),
    t('accountLetter.question'),
    t('accountLetter.closing'),
  ].join('\n\n');
  return (
    <details className="fold">
      <summary>{t('accountLetter.title')}</summary>
      <div className="account-letter">
        <p>{text}</p>
        <CopyButton text={text} label={t('accountLetter.copy')} />
      </div>
    </details>
  );
}
