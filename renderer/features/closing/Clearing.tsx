/** Clearing accounts of a month: what is open since when, and each day's moves in RetailSuite beside our jobs. Read only. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  Clearing as ClearingReply,
  ClearingAccount,
} from '../../../shared/contract/closing.ts';
import { lastDayOf } from '../../../shared/domain/calendar.ts';
import { MINUTE, localDay } from '../../../shared/domain/time.ts';
import { messageOfError } from '../../api.ts';
import { asSentence } from '../../format/as-sentence.ts';
import { longDay, monthName, shiftMonth, shortDay } from '../../format/calendar.ts';
import type { Formats } from '../../format/formats.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { formatRoute, replaceRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ClosingMark } from './ClosingMark.tsx';
import { MonthStep } from '../../ui/MonthStep.tsx';
import { ReadFailed } from './ReadFailed.tsx';
import './Closing.css';
import './ClosingPage.css';

/** @param at a month (`YYYY-MM`); undefined: the present one */
export function Clearing({ at }: { readonly at: string | undefined }) {
  const { t } = useTranslation();
  const { clock } = useAppStore();
  const formats = useFormats();
  const today = localDay(useNow(clock, MINUTE), formats.timeZone);
  const month = at ?? today.slice(0, 7);
  const { value, error, read } = useClearing(month);
  const go = (months: number) =>
    replaceRoute({ name: 'clearing', at: shiftMonth(`${month}-01`, months).slice(0, 7) });

  if (error !== null)
    return <ReadFailed title={t('clearing.title')} reason={error} onReload={read} />;
  return (
    <div className="page closing-page">
      <div className="page-head">
        <BackLink href={formatRoute({ name: 'closing', at: month })} />
        <div className="page-title">
          <h1>{t('clearing.title')}</h1>
          <p className="quiet">{t('clearing.intro')}</p>
        </div>
        <div className="page-actions">
          <button
            type="button"
            className="button button-outline"
            aria-disabled={value === null}
            onClick={() => value !== null && read()}
          >
            {t('closing.read')}
          </button>
        </div>
      </div>
      <div className="clearing-month">
        <MonthStep months={-1} onStep={go} />
        <strong aria-live="polite">{monthName(month, formats.language)}</strong>
        <MonthStep months={1} onStep={go} />
      </div>
      {value === null ? (
        <Loading />
      ) : (
        <>
          {value.unreadable > 0 && (
            <p role="status">{t('clearing.unreadable', { count: value.unreadable })}</p>
          )}
          {value.accounts.length === 0 && <p className="quiet">{t('clearing.none')}</p>}
          {value.accounts.map((account) => (
            <AccountCard key={`${account.account} ${account.currency}`} {...{ account, formats }} />
          ))}
        </>
      )}
    </div>
  );
}

function AccountCard({
  account: { account, currency, kinds, days, openSince, openCents },
  formats,
}: {
  readonly account: ClearingAccount;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  const { language } = formats;
  const money = (cents: number) => formats.money(cents, currency);
  const changed = days.filter(({ oursCents, jobsCents }) => oursCents !== jobsCents).length;
  const state = changed > 0 ? 'difference' : openSince === null ? 'sealed' : 'open';
  const title = `${account} · ${kinds.map((kind) => t(`clearing.kind.${kind}`)).join(', ')}`;
  return (
    <section className="card">
      <h2>{title}</h2>
      <p className="closing-sentence">
        <ClosingMark state={state} />
        <span>
          {openSince === null
            ? t('clearing.even')
            : t(openCents < 0 ? 'clearing.openCredit' : 'clearing.openDebit', {
                money: money(Math.abs(openCents)),
                day: longDay(openSince, language),
              })}
        </span>
      </p>
      {changed > 0 && <p>{t('clearing.changed', { count: changed })}</p>}
      <details className="fold" open={openSince !== null || changed > 0}>
        <summary>{t('clearing.days', { count: days.length })}</summary>
        <div className="comparison-scroll" role="region" aria-label={title} tabIndex={0}>
          <table className="comparison comparison-even numbers">
            <thead>
              <tr>
                <th scope="col">{t('clearing.day')}</th>
                <th scope="col">{t('clearing.in')}</th>
                <th scope="col">{t('clearing.out')}</th>
                <th scope="col">{t('clearing.ours')}</th>
                <th scope="col">{t('clearing.jobs')}</th>
                <th scope="col">{t('clearing.balance')}</th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ day, inCents, outCents, oursCents, jobsCents, balanceCents }) => (
                <tr key={day} data-differs={oursCents !== jobsCents || undefined}>
                  <th scope="row">
                    <a href={formatRoute({ name: 'closing', at: day })}>
                      {shortDay(day, language)}
                    </a>
                  </th>
                  <td>{money(inCents)}</td>
                  <td>{money(outCents)}</td>
                  <td>{money(oursCents)}</td>
                  <td className="comparison-difference">{money(jobsCents)}</td>
                  <td>{money(balanceCents)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}

/** Reads once a month that is shown, and when asked: each reading asks RetailSuite for every day. */
function useClearing(month: string) {
  const { client } = useAppStore();
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{
    readonly month: string;
    readonly value: ClearingReply | null;
    readonly error: string | null;
  }>({ month, value: null, error: null });

  useEffect(() => {
    let current = true;
    setState({ month, value: null, error: null });
    client.call('closing.clearing', { from: `${month}-01`, to: lastDayOf(month) }).then(
      (value) => current && setState({ month, value, error: null }),
      (error: unknown) =>
        current && setState({ month, value: null, error: asSentence(messageOfError(error)) }),
    );
    return () => {
      current = false;
    };
  }, [client, month, turn]);

  const isOfMonth = state.month === month;
  return {
    value: isOfMonth ? state.value : null,
    error: isOfMonth ? state.error : null,
    read: () => setTurn((last) => last + 1),
  };
}
