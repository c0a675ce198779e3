/** The log of account changes: who, when, from which account to which. */
import { useTranslation } from 'react-i18next';
import type { CallReply } from '../../../shared/contract/contract.ts';
import type { Formats } from '../../format/formats.ts';
import type { AccountPlace } from '../../../shared/domain/assignment.ts';
import { nameOfPlace, slotOfRow, slotToWords } from '../../ui/accounts/account-slots.ts';

export function AccountHistory({
  entries,
  places,
  formats,
}: {
  readonly entries: CallReply<'accounts.history'>;
  readonly places: CallReply<'places.list'>;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  function scopeOf({ payDesk, store }: AccountPlace): string {
    if (payDesk !== undefined) {
      const desk = places.payDesks.find(({ id }) => id === payDesk);
      return nameOfPlace('pay-desk', desk ?? { id: payDesk, name: payDesk }, t);
    }
    if (store === undefined) return t('stores.all');
    const known = places.stores.find(({ id }) => id === store);
    return nameOfPlace('store', known ?? { id: store, name: store }, t);
  }
  return (
    <details className="fold">
      <summary>{t('accounts.history')}</summary>
      {entries.length === 0 && <p className="quiet">{t('accounts.historyNone')}</p>}
      <ul>
        {entries.map(({ version, at, who, reason, place, old, new: account }) => (
          <li key={version}>
            {place
              ? t('accounts.historyLine', {
                  kind: slotToWords(slotOfRow(place), t),
                  place: `${scopeOf(place)}, ${place.currency}`,
                  old: old ?? t('accounts.nothing'),
                  new: account ?? t('accounts.nothing'),
                })
              : t('accounts.historyBefore')}{' '}
            <span className="quiet">
              {t('accounts.historyVersion', { version })} · {formats.dateTime(at)}
              {who !== '' && `, ${who}`}
              {reason !== null && `: ${reason}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
