/** One cause: how many documents, how much money, and its one fix. */
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttentionCard } from '../../../shared/contract/contract.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import type { FilterEntry } from '../../../shared/domain/preferences.ts';
import type { Formats } from '../../format/formats.ts';
import { formatRoute, navigate } from '../../router.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import { DryRunCard } from '../../ui/DryRunCard.tsx';
import { Json } from '../../ui/Json.tsx';
import { AccountLetter } from './AccountLetter.tsx';
import { CauseAccount, changeOf, NOTHING_TYPED } from './CauseAccount.tsx';
import { CauseAnswers } from './CauseAnswers.tsx';
import { payDesksToWords } from './cause-places.ts';
import { slotOf, slotToWords } from '../../ui/accounts/account-slots.ts';
import { useDryRun } from '../../hooks/use-dry-run.ts';
import type { StoresData } from '../../hooks/use-stores.ts';

/** These causes need a look-up in RS before anything is sent: the booking may be there already. */
const LOOK_UP_CAUSES: readonly Cause[] = [
  'look-up-failed',
  'booked-differently',
  'booked-twice',
  'booked-missing',
];
/** Causes that an account fixes, without it being known here which one. */
const ACCOUNT_CAUSES: readonly Cause[] = ['account-missing', 'account-refused', 'currency-refused'];
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
  const failed = useFailed('stores.failed');
  const dryRun = useDryRun();
  const formId = useId();
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const { key, tally, example } = cause;
  const slot = key.accountType && slotOf({ ...key, type: key.accountType });

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
  const headline = slot
    ? t(key.cause === 'account-missing' ? 'attention.noAccount' : 'attention.refusedAccount', {
        kind,
        currency: key.currency ?? '',
      })
    : t(`cause.${key.cause}.what`);
  const choice =
    slot && key.currency !== undefined && !cause.isMended ? { slot, currency: key.currency } : null;
  const change = choice && changeOf(typed, choice.slot, choice.currency);
  const primary = primaryOf(cause, choice !== null);

  return (
    <section className="card cause-card cause-bad" data-cause={key.cause}>
      <div>
        <p>{t('attention.sum', { count: tally.count, money: formats.sums(tally.sums) ?? '' })}</p>
        <h2>{headline}</h2>
      </div>
      <p className="quiet">
        {[
          ...(tally.oldestAt === null
            ? []
            : [t('attention.oldest', { when: formats.dateTime(tally.oldestAt) })]),
          payDesksToWords(cause, stores, t),
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
      {choice && (
        <>
          <CauseAccount
            {...choice}
            id={formId}
            cause={cause}
            stores={stores}
            typed={typed}
            onType={setTyped}
            onSaved={onChanged}
          />
          <AccountLetter
            why={headline}
            cause={cause}
            payDesks={payDesksToWords(cause, stores, t)}
            formats={formats}
          />
        </>
      )}
      <div className="cause-acts">
        {choice && (
          <button type="submit" form={formId} className="button button-primary" disabled={!change}>
            {t('attention.saveAccount')}
          </button>
        )}
        {primary === 'stores' && (
          <a className="button button-primary" href={formatRoute({ name: 'stores' })}>
            {t('attention.toStores')}
          </a>
        )}
        {/* Without the account each of them would come back. */}
        {(key.cause !== 'account-missing' || cause.isMended) && (
          <button
            type="button"
            className={`button ${primary === 'retry' ? 'button-primary' : 'button-outline'}`}
            onClick={retryAll}
          >
            {t(LOOK_UP_CAUSES.includes(key.cause) ? 'attention.askAgain' : 'attention.retryAll')}
          </button>
        )}
        <button
          type="button"
          className="button button-outline"
          onClick={() =>
            dryRun.run({ target: { kind: 'cause', key }, ...(change && { changes: [change] }) })
          }
        >
          {t('dryRun.button')}
        </button>
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

/** The one act that leads out: an account, a look at the accounts, or going on when the person has mended it in RetailSuite. */
function primaryOf(
  { key, isMended }: AttentionCard,
  asksForAccount: boolean,
): 'account' | 'stores' | 'retry' | 'none' {
  if (asksForAccount) return 'account';
  if (isMended) return 'none';
  return ACCOUNT_CAUSES.includes(key.cause) ? 'stores' : 'retry';
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
