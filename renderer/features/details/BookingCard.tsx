/** The posting as a bookkeeper writes it: debit and credit with number and name of the account. */
import { useTranslation } from 'react-i18next';
import type { JobDetails } from '../../../shared/contract/contract.ts';
import { accountTypesOf } from '../../../shared/domain/assignment.ts';
import type { Formats } from '../../format/formats.ts';
import { useAccountNames } from '../../hooks/use-account-names.ts';
import type { Translate } from '../../locales/i18n.ts';
import { slotOf, slotToWords } from '../../ui/accounts/account-slots.ts';
import './BookingCard.css';

export function BookingCard({
  details,
  formats,
}: {
  readonly details: JobDetails;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  const names = useAccountNames();
  const { booking, text } = details;
  const purposes = purposesOf(details, t);
  return (
    <section className="card">
      <h2>{t('details.booking')}</h2>
      {booking === null ? (
        <p className="quiet">{t('details.bookingUnknown')}</p>
      ) : (
        <table className="booking">
          <caption className="visually-hidden">{t('details.booking')}</caption>
          <thead className="visually-hidden">
            <tr>
              <td />
              <th scope="col">{t('accounts.account')}</th>
              <th scope="col">{t('details.accountName')}</th>
              <th scope="col">{t('column.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {(['debit', 'credit'] as const).map((side) => (
              <tr key={side}>
                <th scope="row">{t(`details.${side}`)}</th>
                <td className="numbers">
                  <strong>{booking[side]}</strong>
                </td>
                <td className="booking-name">{names.get(booking[side]) ?? purposes[side]}</td>
                <td className="numbers booking-amount">
                  {formats.money(booking.amount, booking.currency)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {text !== null && <p className="quiet">{t('details.bookingText', { text })}</p>}
    </section>
  );
}

/** What each account is for: the chart of RetailSuite lists no customers, and may not be known yet. */
function purposesOf({ job, businessCase, businessName }: JobDetails, t: Translate) {
  const [money, contra] = accountTypesOf({ ...job, business_case: businessCase });
  const paymentType = money === 'non-cash' ? job.paymentType : null;
  const own = slotToWords(slotOf({ type: money, paymentType }), t);
  const other =
    contra === 'debtor'
      ? t(job.invoiceNumber === null ? 'details.customer' : 'details.customerOf', {
          invoice: job.invoiceNumber ?? '',
        })
      : slotToWords(slotOf({ type: contra, businessCase, businessName }), t);
  return job.amount > 0 ? { debit: own, credit: other } : { debit: other, credit: own };
}
