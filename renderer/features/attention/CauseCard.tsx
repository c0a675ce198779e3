/** One cause: how many documents, how much money, and its one fix. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountNumberSchema, parsePaymentType } from '../../../shared/domain/accounts.ts';
import type { AttentionCard } from '../../../shared/contract/contract.ts';
import type { AccountChange, AccountFault } from '../../../shared/domain/assignment.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import type { FilterEntry } from '../../../shared/domain/preferences.ts';
import { messageOfError } from '../../api.ts';
import type { Formats } from '../../format/formats.ts';
import type { Translate } from '../../locales/i18n.ts';
import { formatRoute, navigate } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { AccountField } from '../../ui/accounts/AccountField.tsx';
import { DryRunCard } from '../../ui/DryRunCard.tsx';
import { Json } from '../../ui/Json.tsx';
import { asSentence } from '../../format/as-sentence.ts';
import { CauseAnswers } from './CauseAnswers.tsx';
import {
  nameOfPlace,
  placeOf,
  slotToWords,
  type Scope,
  type Slot,
} from '../../ui/accounts/account-slots.ts';
import { useDryRun } from '../../hooks/use-dry-run.ts';
import type { StoresData } from '../../hooks/use-stores.ts';
import './CauseCard.css';

/** These causes need a look-up in RS before anything is sent: the booking may be there already. */
const LOOK_UP_CAUSES: readonly Cause[] = [
  'look-up-failed',
  'booked-differently',
  'booked-twice',
  'booked-missing',
];
/** Causes that an account fixes, without it being known here which one. */
const ACCOUNT_CAUSES: readonly Cause[] = ['account-refused', 'currency-refused'];
/** Pay desks that a card names; the rest are a number. */
const MAX_NAMED_PAY_DESKS = 5;
/** Causes whose original text is part of the way out. */
const CAUSES_WITH_ORIGINAL_TEXT: readonly Cause[] = ['refused', 'internal'];

export function CauseCard({
  cause,
  stores,
  formats,
  onChanged,
}: {
  readonly cause: AttentionCard;
  readonly stores: StoresData | null;
  readonly formats: Formats;
  onChanged(): void;
}) {
  const { t } = useTranslation();
  const { client, notices, view } = useAppStore();
  const dryRun = useDryRun();
  const [account, setAccount] = useState('');
  const [scopeKey, setScopeKey] = useState('all');
  /** For what is called so alone, or for every name of the business case. */
  const [isForAllNames, setIsForAllNames] = useState(false);
  const [fault, setFault] = useState<AccountFault | null>(null);
  const { key, tally, example } = cause;
  const paymentType = parsePaymentType(key.paymentType ?? '');
  const { businessCase, businessName } = key;
  const slot = key.accountType && {
    type: key.accountType,
    ...(paymentType && { paymentType }),
    ...(businessCase && { businessCase }),
    ...(businessName !== undefined && { businessName }),
  };
  const assigned = slot && isForAllNames ? withoutName(slot) : slot;
  const scopes = scopesOf(cause, stores, t);
  const scope = scopes.find((each) => each.key === scopeKey)?.scope ?? {};
  const isNumber = accountNumberSchema.safeParse(account.trim()).success;
  const change: AccountChange | null =
    assigned && key.currency !== undefined && isNumber
      ? { ...placeOf(assigned, key.currency, scope), account: account.trim() }
      : null;

  const failed = (error: unknown) =>
    notices.show('bad', t('stores.failed', { reason: asSentence(messageOfError(error)) }));

  function save(): void {
    if (!change) return;
    client.call('accounts.save', { changes: [change], version: null }).then((reply) => {
      if (reply.kind === 'saved') {
        const { version, restarted } = reply;
        notices.show('good', t('accounts.savedRestarted', { version, count: restarted }));
        onChanged();
      } else if (reply.kind === 'faults') setFault(reply.faults[0]?.fault ?? null);
    }, failed);
  }

  function retryAll(): void {
    client.call('attention.retry', key).then(({ started }) => {
      notices.show('good', t('attention.retried', { count: started }));
      onChanged();
    }, failed);
  }

  function showInList(): void {
    view.change({ filters: filtersOf(cause), filterOpen: true });
    view.setPage(0);
    navigate({ name: 'jobs', page: 0 });
  }

  const kind = slot ? slotToWords(slot, t) : '';
  const words = { kind, currency: key.currency ?? '' };
  const names = namesOf(stores, t);

  return (
    <section className="card cause-card cause-bad" data-cause={key.cause}>
      <div>
        <p>{t('attention.sum', { count: tally.count, money: formats.sums(tally.sums) ?? '' })}</p>
        <h2>
          {slot
            ? t(
                key.cause === 'account-missing'
                  ? 'attention.noAccount'
                  : 'attention.refusedAccount',
                words,
              )
            : t(`cause.${key.cause}.what`)}
        </h2>
      </div>
      <p className="quiet">
        {[
          ...(tally.oldestAt === null
            ? []
            : [t('attention.oldest', { when: formats.dateTime(tally.oldestAt) })]),
          t('attention.places', {
            count: cause.places.length,
            places: [
              ...cause.places
                .slice(0, MAX_NAMED_PAY_DESKS)
                .map(({ payDesk }) => names.payDesk(payDesk)),
              ...(cause.places.length > MAX_NAMED_PAY_DESKS
                ? [t('attention.placesMore', { count: cause.places.length - MAX_NAMED_PAY_DESKS })]
                : []),
            ].join(', '),
          }),
        ].join(' · ')}
      </p>
      <CauseAnswers cause={key.cause} />
      {example.error !== null && (
        <details className="fold" open={CAUSES_WITH_ORIGINAL_TEXT.includes(key.cause) || undefined}>
          <summary>
            {tally.count === 1 ? t('details.rawError') : t('attention.original', example)}
          </summary>
          <Json text={example.error} label={t('attention.original', example)} />
        </details>
      )}
      {cause.isMended && <p role="status">{t('attention.mended')}</p>}
      {slot && !cause.isMended && (
        <form
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
              value={scopeKey}
              onChange={(event) => setScopeKey(event.target.value)}
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
                value={isForAllNames ? 'all' : 'name'}
                onChange={(event) => setIsForAllNames(event.target.value === 'all')}
              >
                <option value="name">
                  {t('attention.forThisName', { name: slot.businessName })}
                </option>
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
              value={account}
              chart={
                stores?.chart.accounts.filter(
                  ({ currency, locked }) => currency === key.currency && !locked,
                ) ?? []
              }
              fault={account.trim() !== '' && !isNumber ? 'invalid' : fault}
              onChange={(text) => {
                setAccount(text);
                setFault(null);
              }}
            />
          </div>
          <button type="submit" className="button button-primary" disabled={!change}>
            {t('attention.saveAccount')}
          </button>
        </form>
      )}
      <div className="cause-acts">
        <button
          type="button"
          className="button button-outline"
          onClick={() =>
            dryRun.run({ target: { kind: 'cause', key }, ...(change && { changes: [change] }) })
          }
        >
          {t('dryRun.button')}
        </button>
        {/* Without the account each of them would come back. */}
        {(key.cause !== 'account-missing' || cause.isMended) && (
          <button type="button" className="button button-outline" onClick={retryAll}>
            {t(LOOK_UP_CAUSES.includes(key.cause) ? 'attention.askAgain' : 'attention.retryAll')}
          </button>
        )}
        {!slot && ACCOUNT_CAUSES.includes(key.cause) && (
          <a className="button button-outline" href={formatRoute({ name: 'stores' })}>
            {t('attention.toStores')}
          </a>
        )}
        <button type="button" className="button button-text" onClick={showInList}>
          {t('attention.show')}
        </button>
        <a className="button button-text" href={formatRoute({ name: 'support', job: example.job })}>
          {t('support.open')}
        </a>
      </div>
      {dryRun.state && <DryRunCard state={dryRun.state} formats={formats} onClose={dryRun.close} />}
    </section>
  );
}

function withoutName({ businessName: _name, ...general }: Slot): Slot {
  return general;
}

/** For all, or for a store or pay desk of these documents. */
function scopesOf(cause: AttentionCard, stores: StoresData | null, t: Translate) {
  const storeIds = [...new Set(cause.places.map(({ store }) => store))];
  const names = namesOf(stores, t);
  return [
    { key: 'all', name: t('stores.all'), scope: {} as Scope },
    ...storeIds.map((store) => ({
      key: `store ${store}`,
      name: names.store(store),
      scope: { store } as Scope,
    })),
    ...cause.places.map(({ store, payDesk }) => ({
      key: `desk ${store} ${payDesk}`,
      name: `${names.store(store)} – ${names.payDesk(payDesk)}`,
      scope: { store, payDesk } as Scope,
    })),
  ];
}

function namesOf(stores: StoresData | null, t: Translate) {
  const named = (places: readonly { id: string; name: string }[] | undefined, id: string) =>
    places?.find((place) => place.id === id) ?? { id, name: id };
  return {
    store: (id: string) => nameOfPlace('store', named(stores?.places.stores, id), t),
    payDesk: (id: string) => nameOfPlace('pay-desk', named(stores?.places.payDesks, id), t),
  };
}

/** The list narrowed to the documents of the cause. */
function filtersOf({ key, types }: AttentionCard): FilterEntry[] {
  return [
    {
      id: 'cause-state',
      active: true,
      condition: { kind: 'choice', column: 'state', values: ['attention'] },
    },
    {
      id: 'cause-cause',
      active: true,
      condition: { kind: 'choice', column: 'cause', values: [key.cause] },
    },
    ...(key.accountType === undefined
      ? []
      : [
          {
            id: 'cause-type',
            active: true,
            condition: { kind: 'choice' as const, column: 'type' as const, values: [...types] },
          },
        ]),
    ...(key.paymentType === undefined
      ? []
      : [
          {
            id: 'cause-payment',
            active: true,
            condition: {
              kind: 'text' as const,
              column: 'paymentType' as const,
              operator: 'starts' as const,
              text: key.paymentType,
            },
          },
        ]),
  ];
}
