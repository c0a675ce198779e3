/** What the drawer's account did in RetailSuite on the closing's days; RetailSuite is asked when a person wants to see it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CashAccount as CashAccountReply } from '../../../shared/contract/till.ts';
import { shortDay } from '../../format/calendar.ts';
import type { Formats } from '../../format/formats.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';

export function CashAccount({
  closing,
  currency,
  formats,
}: {
  readonly closing: string;
  readonly currency: string;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  const { client } = useAppStore();
  const failed = useFailed('closing.failed');
  const [isAsking, setAsking] = useState(false);
  const [found, setFound] = useState<CashAccountReply | null>(null);

  function ask(): void {
    if (isAsking) return;
    setAsking(true);
    client
      .call('till.account', closing)
      .then(setFound, failed)
      .finally(() => setAsking(false));
  }

  return (
    <>
      <p>
        <button
          type="button"
          className="button button-outline button-small"
          aria-disabled={isAsking}
          onClick={ask}
        >
          {t(isAsking ? 'closing.account.asking' : 'closing.account.ask')}
        </button>
      </p>
      <div role="status">
        {found?.accounts.length === 0 && <p className="quiet">{t('closing.account.none')}</p>}
      </div>
      {found !== null && found.accounts.length > 0 && (
        <AccountDays {...{ found, currency, formats }} />
      )}
    </>
  );
}

function AccountDays({
  found: { accounts, days, unreadable },
  currency,
  formats,
}: {
  readonly found: CashAccountReply;
  readonly currency: string;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  const money = (cents: number) => formats.money(cents, currency);
  const title = t('closing.account.title', {
    count: accounts.length,
    accounts: accounts.join(', '),
  });
  const waiting = days.reduce((sum, { waitingCents }) => sum + waitingCents, 0);
  const isDifferent = days.some((day) => differenceOf(day) !== 0);
  const isBelow = days.some(
    ({ ownCents, waitingCents }) => ownCents < 0 && ownCents + waitingCents >= 0,
  );
  return (
    <>
      <h3>{title}</h3>
      <div className="comparison-scroll" role="region" aria-label={title} tabIndex={0}>
        <table className="comparison comparison-even numbers">
          <thead>
            <tr>
              <th scope="col">{t('closing.account.day')}</th>
              <th scope="col">{t('closing.account.drawer')}</th>
              <th scope="col">{t('closing.account.own')}</th>
              <th scope="col">{t('closing.account.difference')}</th>
              <th scope="col">{t('closing.account.others')}</th>
              <th scope="col">{t('closing.account.all')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.day} data-differs={differenceOf(day) !== 0 || undefined}>
                <th scope="row">{shortDay(day.day, formats.language)}</th>
                <td>{money(day.drawerCents)}</td>
                <td>{money(day.ownCents)}</td>
                <td>{money(day.ownCents - day.drawerCents)}</td>
                <td>{money(day.othersCents)}</td>
                <td>{money(day.ownCents + day.othersCents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {waiting !== 0 && <p>{t('closing.account.waiting', { money: money(waiting) })}</p>}
      {isBelow && <p>{t('closing.account.below')}</p>}
      {isDifferent && <p>{t('closing.account.differs')}</p>}
      {unreadable > 0 && <p>{t('closing.account.unreadable', { count: unreadable })}</p>}
    </>
  );
}

/** What neither RetailSuite has nor a waiting receipt explains. */
function differenceOf({
  drawerCents,
  waitingCents,
  ownCents,
}: CashAccountReply['days'][number]): number {
  return ownCents + waitingCents - drawerCents;
}
