/** Who changed which account, when, from what to what. */
import { useTranslation } from 'react-i18next';
import type { CallReply } from '../../../shared/contract/contract.ts';
import type { Formats } from '../../format/formats.ts';
import { wordsOf } from './slots.ts';

export function History({
  entries,
  formats,
}: {
  readonly entries: CallReply<'accounts.history'>;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  return (
    <details className="fold">
      <summary>{t('accounts.history')}</summary>
      {entries.length === 0 && <p className="quiet">{t('accounts.historyNone')}</p>}
      <ul>
        {entries.map(({ version, at, who, reason, place, old, new: account }) => (
          <li key={version}>
            {place
              ? t('accounts.historyLine', {
                  kind: wordsOf(
                    {
                      type: place.type,
                      ...(place.paymentType && { paymentType: place.paymentType }),
                      ...(place.paymentName !== undefined && { paymentName: place.paymentName }),
                    },
                    t,
                  ),
                  place: `${place.payDesk ?? place.store ?? t('stores.all')}, ${place.currency}`,
                  old: old ?? t('accounts.nothing'),
                  new: account ?? t('accounts.nothing'),
                })
              : t('accounts.historyBefore')}{' '}
            <span className="quiet">
              {formats.dateTime(at)}
              {who !== '' && `, ${who}`}
              {reason !== null && `: ${reason}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
