/** The tab STORES: stores and pay desks on the left, what belongs to the chosen one on the right. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import {
  placeKey,
  type AccountFault,
  type AccountPlace,
} from '../../../shared/domain/assignment.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';
import { DryRunCard } from '../../ui/DryRunCard.tsx';
import { useNow } from '../../ui/use-now.ts';
import { asSentence } from '../../format/as-sentence.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { changesOf, type Draft } from '../../ui/accounts/account-draft.ts';
import { AccountHistory } from './AccountHistory.tsx';
import { CurrencyAccounts } from './CurrencyAccounts.tsx';
import { OpeningLimit } from './OpeningLimit.tsx';
import { isSilent, PlaceTools } from './PlaceTools.tsx';
import { nameOfPlace, type Scope } from '../../ui/accounts/account-slots.ts';
import { useDryRun } from '../../hooks/use-dry-run.ts';
import { useStores } from '../../hooks/use-stores.ts';
import './Stores.css';

const NO_FAULTS: ReadonlyMap<string, AccountFault> = new Map();

export function Stores() {
  const { t } = useTranslation();
  const { client, notices, clock, view } = useAppStore();
  const formats = useFormats();
  const now = useNow(clock, MINUTE);
  const { value: data, error, reload } = useStores();
  const dryRun = useDryRun();
  const isTried = dryRun.state !== null;
  const [scope, setScope] = useState<Scope>({});
  const [faults, setFaults] = useState(NO_FAULTS);
  const [saving, setSaving] = useState(false);
  const dryRunPlace = useRef<HTMLDivElement>(null);
  const isTrying = dryRun.state?.kind === 'running';
  // The answer is what was asked for: the button lies far below it, at the window's edge.
  useEffect(() => {
    if (isTrying) dryRunPlace.current?.focus();
  }, [isTrying]);

  const kept = useStore(view.store, ({ preferences }) => preferences.accountDraft);
  const draft: Draft = useMemo(
    () => new Map(kept.map((typed) => [placeKey(typed.place), typed])),
    [kept],
  );
  const setDraft = (next: Draft) => view.setPreferences({ accountDraft: [...next.values()] });

  const currencies = useMemo(() => {
    const seen = data?.places.payments.map(({ currency }) => currency) ?? [];
    const assigned = data?.book.rows.map(({ currency }) => currency) ?? [];
    return [...new Set(['EUR', ...seen, ...assigned])];
  }, [data]);

  function onDraft(place: AccountPlace, text: string, saved: string): void {
    const key = placeKey(place);
    const next = new Map(draft);
    if (text === saved) next.delete(key);
    else next.set(key, { place, text });
    setDraft(next);
    const rest = new Map(faults);
    rest.delete(key);
    setFaults(rest);
  }

  const changes = changesOf(draft);
  const isComplete = changes.length === draft.size;

  function save(): void {
    if (!data || changes.length === 0) return;
    setSaving(true);
    client
      .call('accounts.save', { changes, version: data.book.version })
      .then(
        (reply) => {
          if (reply.kind === 'faults') {
            setFaults(
              new Map(
                reply.faults.flatMap(({ index, fault }) => {
                  const change = changes[index];
                  return change ? [[placeKey(change), fault] as const] : [];
                }),
              ),
            );
          } else if (reply.kind === 'outdated') {
            notices.show('bad', t('accounts.outdated'));
          } else {
            setDraft(new Map());
            setFaults(NO_FAULTS);
            dryRun.close();
            const { version, restarted } = reply;
            notices.show(
              'good',
              restarted > 0
                ? t('accounts.savedRestarted', { version, count: restarted })
                : t('accounts.saved', { version }),
            );
          }
          reload();
        },
        (failure: unknown) =>
          notices.show('bad', t('stores.failed', { reason: asSentence(messageOfError(failure)) })),
      )
      .finally(() => setSaving(false));
  }

  if (!data) {
    return (
      <div className="page">
        <h1>{t('stores.title')}</h1>
        {error !== null && <p role="alert">{t('stores.failed', { reason: error })}</p>}
      </div>
    );
  }

  const { places, book, chart, history } = data;
  const store = places.stores.find(({ id }) => id === scope.store);
  const desk = places.payDesks.find(({ id }) => id === scope.payDesk);
  const shown = desk ?? store;
  const isCurrent = (other: Scope) =>
    other.store === scope.store && other.payDesk === scope.payDesk ? true : undefined;
  const nameOfDesk = (id: string) =>
    nameOfPlace('pay-desk', places.payDesks.find((each) => each.id === id) ?? { id, name: id }, t);
  const title = desk
    ? nameOfPlace('pay-desk', desk, t)
    : store
      ? nameOfPlace('store', store, t)
      : t('stores.all');

  return (
    <div className="page">
      <div className="page-head">
        <div className="page-title">
          <h1>{t('stores.title')}</h1>
          <p className="quiet">{t('stores.intro')}</p>
          {places.stores.length === 0 && <p role="status">{t('stores.none')}</p>}
        </div>
      </div>
      <div className={isTried ? 'stores stores-tried' : 'stores'}>
        <nav className="scope-list" aria-label={t('stores.scopes')}>
          <ul>
            <li>
              <button
                type="button"
                className="side-way scope"
                aria-current={isCurrent({})}
                onClick={() => setScope({})}
              >
                {t('stores.all')}
              </button>
              <ul>
                {places.stores.map((each) => (
                  <li key={each.id}>
                    <button
                      type="button"
                      className="side-way scope"
                      aria-current={isCurrent({ store: each.id })}
                      onClick={() => setScope({ store: each.id })}
                    >
                      {nameOfPlace('store', each, t)}
                      {each.offSince !== null && <small>{t('stores.off')}</small>}
                    </button>
                    <ul>
                      {places.payDesks
                        .filter((payDesk) => payDesk.store === each.id)
                        .map((payDesk) => (
                          <li key={payDesk.id}>
                            <button
                              type="button"
                              className="side-way scope"
                              aria-current={isCurrent({ store: each.id, payDesk: payDesk.id })}
                              onClick={() => setScope({ store: each.id, payDesk: payDesk.id })}
                            >
                              {nameOfPlace('pay-desk', payDesk, t)}
                              <small>
                                {payDesk.mergedInto !== null
                                  ? t('stores.replacedBy', { name: nameOfDesk(payDesk.mergedInto) })
                                  : payDesk.offSince !== null
                                    ? t('stores.off')
                                    : payDesk.lastEventAt === null
                                      ? t('stores.never')
                                      : `${isSilent(payDesk, now) ? '⚠ ' : ''}${t(
                                          'stores.lastEvent',
                                          {
                                            when: formats.timeOrDate(payDesk.lastEventAt, now),
                                          },
                                        )}`}
                              </small>
                            </button>
                          </li>
                        ))}
                    </ul>
                  </li>
                ))}
              </ul>
            </li>
          </ul>
        </nav>
        <div>
          <section className="card">
            <h2>{title}</h2>
            {shown && (
              <PlaceTools
                key={`${shown.id} ${shown.name}`}
                kind={desk ? 'pay-desk' : 'store'}
                place={shown}
                payDesks={places.payDesks}
                formats={formats}
                now={now}
                onChanged={reload}
              />
            )}
          </section>
          {store && !desk && (
            <section className="card" aria-label={t('stores.openingLimit.title')}>
              <h2>{t('stores.openingLimit.title')}</h2>
              <OpeningLimit key={store.id} store={store.id} formats={formats} />
            </section>
          )}
          <form
            aria-label={title}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              if (isComplete && !saving) save();
            }}
          >
            {currencies.map((currency) => (
              <CurrencyAccounts
                key={currency}
                scope={scope}
                currency={currency}
                payments={places.payments}
                rows={book.rows}
                chart={chart.accounts}
                draft={draft}
                faults={faults}
                onDraft={onDraft}
              />
            ))}
            <p className="quiet">
              {chart.asOf === null
                ? t('accounts.chartNever')
                : t('accounts.chartAsOf', { when: formats.dateTime(chart.asOf) })}{' '}
              {chart.problem !== null &&
                t('accounts.chartProblem', { reason: asSentence(chart.problem) })}{' '}
              <button
                type="button"
                className="button button-text button-small"
                onClick={() => void client.call('accounts.chart', true).then(reload, reload)}
              >
                {t('accounts.chartReload')}
              </button>
            </p>
            {draft.size > 0 && (
              <div className="save-bar" role="group">
                <strong role={faults.size > 0 ? 'alert' : undefined}>
                  {faults.size > 0
                    ? t('accounts.refused')
                    : t('accounts.changes', { count: draft.size })}
                </strong>
                <button
                  type="submit"
                  className="button button-primary"
                  disabled={!isComplete || saving}
                >
                  {t('accounts.save')}
                </button>
                <button
                  type="button"
                  className="button button-outline"
                  disabled={!isComplete}
                  onClick={() => dryRun.run({ target: { kind: 'waiting' }, changes })}
                >
                  {t('accounts.dryRun')}
                </button>
                <button
                  type="button"
                  className="button button-text"
                  onClick={() => {
                    setDraft(new Map());
                    setFaults(NO_FAULTS);
                    dryRun.close();
                  }}
                >
                  {t('accounts.discard')}
                </button>
              </div>
            )}
            <AccountHistory entries={history} places={places} formats={formats} />
          </form>
        </div>
        {dryRun.state && (
          <div className="stores-dry-run" ref={dryRunPlace} tabIndex={-1}>
            <DryRunCard state={dryRun.state} formats={formats} onClose={dryRun.close} />
          </div>
        )}
      </div>
    </div>
  );
}
