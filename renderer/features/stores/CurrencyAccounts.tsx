/** The assignment in one currency: whole where accounts are assigned, else what documents have used of it. */
import { useState, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallReply } from '../../../shared/contract/contract.ts';
import { AccountTable } from '../../ui/accounts/AccountTable.tsx';
import { slotsOf, usedSlotsOf } from '../../ui/accounts/account-slots.ts';

/** Accounts of a new shop are asked for in full before its first document comes. */
const MAIN_CURRENCY = 'EUR';

export function CurrencyAccounts({
  payments,
  ...table
}: Omit<ComponentProps<typeof AccountTable>, 'slots'> & {
  readonly payments: CallReply<'places.list'>['payments'];
}) {
  const { t } = useTranslation();
  const { currency, rows, draft } = table;
  const [isAsked, setAsked] = useState(false);
  const isInUse = currency === MAIN_CURRENCY || rows.some((row) => row.currency === currency);
  const all = slotsOf(currency, payments, rows);
  const typed = [...draft.values()].map(({ place }) => place);
  const used = usedSlotsOf(currency, payments, typed);
  const slots = isInUse || isAsked ? all : used;
  const more = all.length - slots.length;
  return (
    <section className="card">
      <h2>{t('accounts.title', { currency })}</h2>
      <AccountTable {...table} slots={slots} />
      {more > 0 && (
        <button
          type="button"
          className="button button-text button-small"
          onClick={() => setAsked(true)}
        >
          {t('accounts.moreKinds', { count: more })}
        </button>
      )}
    </section>
  );
}
