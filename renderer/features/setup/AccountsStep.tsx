/** Step 4: the chart of accounts that the tax adviser uses, compared with RetailSuite's before it is stored. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ACCOUNT_PRESETS } from '../../../shared/domain/accounts.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { LoadError } from '../../ui/LoadError.tsx';
import { AccountTable } from '../../ui/accounts/AccountTable.tsx';
import { useStores, type StoresData } from '../../hooks/use-stores.ts';
import type { StepProps } from './step-props.ts';
import type { Draft } from '../../ui/accounts/account-draft.ts';
import { useFirstAccounts, type AccountsChoice, type FirstAccounts } from './use-first-accounts.ts';

/** The presets' currency; others are offered where tills deliver them. */
const CURRENCY = 'EUR';
const NAMES = { SKR03: 'skr03', SKR04: 'skr04', own: 'own' } as const;
const CHOICES = [...ACCOUNT_PRESETS, 'own'] as const;

export function AccountsStep(props: StepProps) {
  const { t } = useTranslation();
  const { value, error, reload } = useStores();
  if (value) return <Accounts {...props} stores={value} reload={reload} />;
  return props.frame(
    <>
      <h1 tabIndex={-1}>{t('setupAccounts.headline')}</h1>
      {error === null ? <Loading /> : <LoadError reason={error} onReload={reload} />}
    </>,
    <span />,
  );
}

function Accounts({
  state,
  stores,
  reload,
  frame,
  draft,
  keep,
  onChanged,
  onNext,
}: StepProps & { readonly stores: StoresData; reload(): void }) {
  const { t } = useTranslation();
  const onTyped = useCallback(
    (chosen: AccountsChoice | null, typed: Draft) =>
      keep({ chart: chosen ?? undefined, accounts: [...typed.values()] }),
    [keep],
  );
  const accounts = useFirstAccounts({
    stores,
    currency: CURRENCY,
    initial: draft.chart ?? state.accounts.preset ?? (state.accounts.count > 0 ? 'own' : null),
    typed: draft.accounts ?? [],
    onTyped,
    onOutdated: reload,
    async onSaved() {
      keep({ chart: undefined, accounts: undefined });
      await onChanged();
      onNext();
    },
  });
  const { choice, currencies, saving } = accounts;
  const others = currencies.filter((currency) => currency !== CURRENCY);
  const isReady = !saving && choice !== null;

  return frame(
    <>
      <h1 tabIndex={-1}>{t('setupAccounts.headline')}</h1>
      <p className="setup-lead">{t('setupAccounts.text')}</p>
      <form
        className="form"
        id="accounts"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) accounts.save();
        }}
      >
        <fieldset>
          <legend className="form-legend">{t('setupAccounts.label')}</legend>
          {CHOICES.map((value) => (
            <label key={value} className="option">
              <input
                type="radio"
                name="chart"
                checked={choice === value}
                onChange={() => accounts.choose(value)}
              />
              <strong>{t(`setupAccounts.${NAMES[value]}`)}</strong>
              <span className="form-help">{t(`setupAccounts.${NAMES[value]}Help`)}</span>
            </label>
          ))}
        </fieldset>
        {choice === null ? (
          <p className="quiet">{t('setupAccounts.ask')}</p>
        ) : (
          <>
            <Compared accounts={accounts} />
            {others.length > 0 && (
              <p className="note-line">
                {t('setupAccounts.others', { currencies: others.join(', ') })}
              </p>
            )}
            {/* A fault has to be seen; own accounts have to be typed. */}
            <details
              key={choice}
              className="fold"
              open={choice === 'own' || others.length > 0 || accounts.faults.size > 0 || undefined}
            >
              <summary>{t('setupAccounts.all')}</summary>
              {currencies.map((currency) => (
                <section key={currency}>
                  {others.length > 0 && <h2>{t('accounts.title', { currency })}</h2>}
                  <AccountTable
                    scope={{}}
                    currency={currency}
                    slots={accounts.slots(currency)}
                    rows={accounts.rows}
                    chart={stores.chart.accounts}
                    draft={accounts.draft}
                    faults={accounts.faults}
                    onDraft={accounts.type}
                  />
                </section>
              ))}
            </details>
          </>
        )}
      </form>
    </>,
    <button
      type="submit"
      form="accounts"
      className="button button-primary"
      aria-disabled={!isReady}
    >
      {t('setup.next')}
    </button>,
  );
}

/** The result of comparing the accounts with RetailSuite's. */
function Compared({ accounts }: { readonly accounts: FirstAccounts }) {
  const { t } = useTranslation();
  const { compared, problem, faults, changes } = accounts;
  return (
    <div aria-live="polite" className="form">
      {problem !== null ? (
        <p className="note-line">{problem}</p>
      ) : compared === 'running' ? (
        <p className="quiet">{t('setupAccounts.comparing')}</p>
      ) : faults.size > 0 ? (
        <div className="found-panel found-panel-bad">
          <strong>{t('setupAccounts.faults', { count: faults.size })}</strong>
          <p>{t('setupAccounts.faultsTodo')}</p>
          <div className="form-row">
            <button type="button" className="button button-outline" onClick={accounts.clearFaults}>
              {t('setupAccounts.clear', { count: faults.size })}
            </button>
          </div>
        </div>
      ) : compared === 'never' ? (
        <p className="note-line">{t('accounts.chartNever')}</p>
      ) : (
        changes.length > 0 && (
          <p className="found found-good">
            <Icon name="check" />
            <span>{t('setupAccounts.good', { count: changes.length })}</span>
          </p>
        )
      )}
    </div>
  );
}
