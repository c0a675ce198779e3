/** The result of a dry run: bookings in words, failures and their reasons. Nothing of it was booked. */
import { useTranslation } from 'react-i18next';
import type { DryRunReply } from '../../shared/contract/contract.ts';
import type { Formats } from '../format/formats.ts';
import type { Translate } from '../locales/i18n.ts';
import { slotToWords } from './accounts/account-slots.ts';
import { Icon } from './Icon.tsx';
import './DryRunCard.css';

/** `running`, the error's text, or what was found. */
export type DryRunState =
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'done'; readonly reply: DryRunReply };

export function DryRunCard({
  state,
  formats,
  onClose,
}: {
  readonly state: DryRunState;
  readonly formats: Formats;
  /** Absent: it stays. */
  readonly onClose?: () => void;
}) {
  const { t } = useTranslation();
  return (
    <section className="dry-run" aria-label={t('dryRun.button')} aria-live="polite">
      {state.kind === 'running' && <p>{t('dryRun.running')}</p>}
      {state.kind === 'failed' && (
        <p role="alert">{t('dryRun.failed', { reason: state.reason })}</p>
      )}
      {state.kind !== 'running' && (
        <div className="dry-run-head">
          {state.kind === 'done' ? <Summary reply={state.reply} /> : <span />}
          {onClose && (
            <button
              type="button"
              className="button button-icon"
              aria-label={t('dryRun.close')}
              onClick={onClose}
            >
              <Icon name="close" />
            </button>
          )}
        </div>
      )}
      {state.kind === 'done' && <Found reply={state.reply} formats={formats} />}
    </section>
  );
}

function Summary({ reply }: { readonly reply: DryRunReply }) {
  const { t } = useTranslation();
  const { succeed, fail, waitForInvoice } = reply;
  const parts = [
    t('dryRun.succeed', { count: succeed.count }),
    fail.count > 0 ? t('dryRun.fail', { count: fail.count }) : t('dryRun.allGood'),
    ...(waitForInvoice.count > 0 ? [t('dryRun.wait', { count: waitForInvoice.count })] : []),
  ];
  return (
    <p>
      <strong>{t('dryRun.title')}</strong>{' '}
      {reply.examined === 0 ? t('dryRun.empty') : `${parts.join(', ')}.`}
    </p>
  );
}

function Found({ reply, formats }: { readonly reply: DryRunReply; readonly formats: Formats }) {
  const { t } = useTranslation();
  const side = ({ account, name }: { account: string; name: string | null }) =>
    name === null || name === '' ? account : `${account} ${name}`;
  const looked = reply.examined + reply.passedOver;
  return (
    <>
      {reply.offline !== null && (
        <div className="note-line">
          <p>
            {t('dryRun.offline')} {t(`cause.${reply.offline.cause}.what`)}
          </p>
          <Originals messages={[reply.offline.message]} />
        </div>
      )}
      {looked < reply.asked && (
        <p className="quiet">{t('dryRun.examined', { examined: looked, asked: reply.asked })}</p>
      )}
      {reply.passedOver > 0 && (
        <p className="quiet">{t('dryRun.passedOver', { count: reply.passedOver })}</p>
      )}
      {reply.failures.length > 0 && (
        <>
          <h3>{t('dryRun.failures')}</h3>
          <ul>
            {reply.failures.map((failure) => (
              <li key={`${failure.cause} ${failure.message}`}>
                {formats.number(failure.tally.count)} × {whatFails(failure, t)}{' '}
                {t(`cause.${failure.cause}.todo`)}
              </li>
            ))}
          </ul>
          <Originals messages={reply.failures.map(({ message }) => message)} />
        </>
      )}
      {reply.totals.length > 0 && (
        <>
          <h3>{t('dryRun.totals')}</h3>
          <table className="account-table booking-table">
            <thead>
              <tr>
                <th scope="col">{t('dryRun.count')}</th>
                <th scope="col">{t('details.debit')}</th>
                <th scope="col">{t('details.credit')}</th>
                <th scope="col">{t('byHand.amount')}</th>
              </tr>
            </thead>
            <tbody>
              {reply.totals.map((total) => (
                <tr key={`${total.debit.account} ${total.credit.account} ${total.currency}`}>
                  <td>{formats.number(total.count)}</td>
                  <td>{side(total.debit)}</td>
                  <td>{side(total.credit)}</td>
                  <td>{formats.money(total.amount, total.currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {reply.warnings.length > 0 && (
        <>
          <h3>{t('dryRun.warnings')}</h3>
          <ul>
            {reply.warnings.map(({ warning, count }) => (
              <li key={warning}>
                {t('dryRun.warning', { count, text: t(`dryRunWarning.${warning}`) })}
              </li>
            ))}
          </ul>
        </>
      )}
      {reply.bookings.length > 0 && (
        <details className="fold">
          <summary>{t('dryRun.bookings')}</summary>
          <table className="account-table booking-table">
            <thead>
              <tr>
                <th scope="col">{t('column.id')}</th>
                <th scope="col">{t('dryRun.day')}</th>
                <th scope="col">{t('dryRun.text')}</th>
                <th scope="col">{t('details.debit')}</th>
                <th scope="col">{t('details.credit')}</th>
                <th scope="col">{t('byHand.amount')}</th>
              </tr>
            </thead>
            <tbody>
              {reply.bookings.map((booking) => (
                <tr key={booking.jobId}>
                  <td>{booking.jobId}</td>
                  <td>{formats.day(booking.businessDay)}</td>
                  <td>
                    {booking.text}
                    {booking.warnings.map((warning) => (
                      <small key={warning} className="quiet">
                        {t(`dryRunWarning.${warning}`)}
                      </small>
                    ))}
                  </td>
                  <td>{side(booking.debit)}</td>
                  <td>{side(booking.credit)}</td>
                  <td>{formats.money(booking.amount, booking.currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}

/** The one fact that is known goes before the general sentence of the cause. */
function whatFails(failure: DryRunReply['failures'][number], t: Translate): string {
  const { cause, missing, refused } = failure;
  if (missing) {
    const { type, paymentType, businessCase, businessName, currency, payDesk } = missing;
    const kind = slotToWords(
      {
        type,
        ...(paymentType && { paymentType }),
        ...(businessCase && { businessCase }),
        ...(businessName !== null && { businessName }),
      },
      t,
    );
    return t('dryRun.missing', { kind, currency, payDesk });
  }
  if (refused) {
    const { account, currency, fault } = refused;
    return t('dryRun.refused', { account, currency, fault: t(`accountFault.${fault}`) });
  }
  return t(`cause.${cause}.what`);
}

/** In English, for whoever helps. */
function Originals({ messages }: { readonly messages: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <details className="fold">
      <summary>{t('details.rawError')}</summary>
      {messages.map((message) => (
        <p key={message} lang="en">
          {message}
        </p>
      ))}
    </details>
  );
}
