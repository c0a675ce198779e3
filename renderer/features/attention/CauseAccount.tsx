/** The account that mends a cause: for whom, which number, with RetailSuite's names and what the preset suggests. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttentionCard } from '../../../shared/contract/contract.ts';
import { accountNumberSchema } from '../../../shared/domain/accounts.ts';
import type { AccountChange, AccountFault } from '../../../shared/domain/assignment.ts';
import { faultWhileTyping, suggestAccount } from '../../../shared/domain/typed-account.ts';
import type { StoresData } from '../../hooks/use-stores.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import { AccountField } from '../../ui/accounts/AccountField.tsx';
import { placeOf, slotToWords, type Scope, type Slot } from '../../ui/accounts/account-slots.ts';
import { scopesOf } from './cause-places.ts';
import './CauseAccount.css';

export interface TypedAccount {
  readonly account: string;
  readonly scopeKey: string;
  readonly scope: Scope;
  /** For every name of the business case, not for what is called so alone. */
  readonly isForAllNames: boolean;
}

export const NOTHING_TYPED: TypedAccount = {
  account: '',
  scopeKey: 'all',
  scope: {},
  isForAllNames: false,
};

/** Null while what is typed is no account number. */
export function changeOf(typed: TypedAccount, slot: Slot, currency: string): AccountChange | null {
  const account = typed.account.trim();
  if (!accountNumberSchema.safeParse(account).success) return null;
  const { businessName: _name, ...general } = slot;
  return { ...placeOf(typed.isForAllNames ? general : slot, currency, typed.scope), account };
}

/** @param props.id of the form, for its submit button among the card's other ones */
export function CauseAccount({
  id,
  cause,
  slot,
  currency,
  stores,
  typed,
  onType,
  onSaved,
}: {
  readonly id: string;
  readonly cause: AttentionCard;
  readonly slot: Slot;
  readonly currency: string;
  readonly stores: StoresData | null;
  readonly typed: TypedAccount;
  onType(typed: TypedAccount): void;
  onSaved(): void;
}) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const failed = useFailed('stores.failed');
  const [refused, setRefused] = useState<AccountFault | null>(null);
  const { businessCase } = slot;
  const kind = slotToWords(slot, t);
  const scopes = scopesOf(cause, stores, t);
  const change = changeOf(typed, slot, currency);
  const listed = stores?.chart.accounts ?? [];
  // A list that RetailSuite never gave judges nothing.
  const chart =
    stores === null || stores.chart.asOf === null
      ? null
      : new Map(listed.map((account) => [account.number, account]));
  const suggested =
    stores && suggestAccount(stores.book.rows, placeOf(slot, currency, typed.scope), chart);

  function type(part: Partial<TypedAccount>): void {
    onType({ ...typed, ...part });
    setRefused(null);
  }

  function save(): void {
    if (!change) return;
    client.call('accounts.save', { changes: [change], version: null }).then((reply) => {
      if (reply.kind === 'saved') {
        const { version, restarted } = reply;
        notices.show('good', t('accounts.savedRestarted', { version, count: restarted }));
        onSaved();
      } else if (reply.kind === 'faults') setRefused(reply.faults[0]?.fault ?? null);
    }, failed);
  }

  return (
    <form
      id={id}
      className="cause-fix"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label>
        {t('attention.scope')}
        <select
          className="field"
          value={typed.scopeKey}
          onChange={(event) => {
            const chosen = scopes.find(({ key }) => key === event.target.value);
            if (chosen) type({ scopeKey: chosen.key, scope: chosen.scope });
          }}
        >
          {scopes.map((each) => (
            <option key={each.key} value={each.key}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
      {slot.businessName !== undefined && (
        <label>
          {t('attention.forName')}
          <select
            className="field"
            value={typed.isForAllNames ? 'all' : 'name'}
            onChange={(event) => type({ isForAllNames: event.target.value === 'all' })}
          >
            <option value="name">{t('attention.forThisName', { name: slot.businessName })}</option>
            <option value="all">
              {t('attention.forAllNames', {
                name: businessCase ? t(`businessCase.${businessCase}`) : '',
              })}
            </option>
          </select>
        </label>
      )}
      <div className="cause-account">
        <span aria-hidden="true">{t('accounts.account')}</span>
        <AccountField
          label={t('accounts.accountOf', { kind })}
          value={typed.account}
          chart={listed.filter((account) => account.currency === currency && !account.locked)}
          fault={refused ?? faultWhileTyping(typed.account, currency, chart)}
          onChange={(account) => type({ account })}
        />
      </div>
      {suggested && (
        <p className="cause-suggestion">
          {t('attention.suggested', { preset: suggested.preset })}
          <button
            type="button"
            className="button button-small button-outline"
            onClick={() => type({ account: suggested.account })}
          >
            {[suggested.account, chart?.get(suggested.account)?.description]
              .filter(Boolean)
              .join(' ')}
          </button>
        </p>
      )}
    </form>
  );
}
