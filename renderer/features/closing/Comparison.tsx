/** Till, jobs, RetailSuite and invoices side by side, with the difference of each line and the way to its documents. */
import { useTranslation } from 'react-i18next';
import type { PaymentRow } from '../../../shared/contract/till.ts';
import { CASH_PAYMENT } from '../../../shared/domain/accounts.ts';
import { JOB_TYPES } from '../../../shared/domain/job.ts';
import type { ClosingLine } from '../../../shared/domain/closing.ts';
import type { Condition } from '../../../shared/domain/job-list.ts';
import type { Formats } from '../../format/formats.ts';
import { paymentTextToWords } from '../../format/payment.ts';
import { useShowInList } from './show-in-list.ts';

interface Line {
  readonly key: string;
  readonly name: string;
  readonly till: number | null;
  readonly jobs: number | null;
  readonly rs: number | null;
  readonly invoices: number | null;
  readonly conditions: readonly Condition[];
}

export function Comparison({
  line,
  payments,
  formats,
}: {
  readonly line: ClosingLine;
  readonly payments: readonly PaymentRow[];
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  const list = useShowInList();
  const { rs, jobs, currency } = line;

  const byPayment: Line[] = payments.map(({ type, tillCents, jobsCents, rsCents }) => ({
    key: type,
    name:
      type === CASH_PAYMENT
        ? t('closing.cash')
        : paymentTextToWords(type, t) || t('closing.noType'),
    till: tillCents,
    jobs: jobsCents,
    rs: rsCents,
    invoices: null,
    conditions:
      type === CASH_PAYMENT
        ? [
            {
              kind: 'choice',
              column: 'type',
              values: JOB_TYPES.filter((each) => each !== 'order-non-cash'),
            },
          ]
        : [{ kind: 'text', column: 'paymentType', operator: 'starts', text: type }],
  }));
  const byType: Line[] = JOB_TYPES.flatMap((type) => {
    const made = jobs.byType[type];
    const booked = rs?.byType[type];
    if (!made && !booked) return [];
    return {
      key: type,
      name: `${t(`type.${type}`)} (${formats.number(made?.count ?? 0)})`,
      till: null,
      jobs: made?.cents ?? 0,
      rs: rs ? (booked?.cents ?? 0) : null,
      invoices: null,
      conditions: [{ kind: 'choice', column: 'type', values: [type] }],
    };
  });
  const invoices = rs?.invoices;
  const ofDebtors = invoices && invoices.byDebtor.length > 1 ? invoices.byDebtor : [];
  const bills: Line[] = invoices
    ? [
        { key: 'invoices', name: t('closing.onInvoice', { count: invoices.count }), ...invoices },
        ...ofDebtors.map((one) => ({
          key: one.debtor,
          name: t('closing.onInvoiceOf', { count: one.count, debtor: one.debtor }),
          ...one,
        })),
      ].map(({ key, name, paidCents, grossCents }) => ({
        ...{ key, name, till: null, jobs: paidCents, rs: null, invoices: grossCents },
        conditions: [{ kind: 'choice', column: 'type', values: ['order-cash', 'order-non-cash'] }],
      }))
    : [];

  const money = (cents: number | null) =>
    cents === null || currency === null ? '–' : formats.money(cents, currency);
  const row = (each: Line) => {
    const difference = differenceOf(each);
    return (
      <tr key={each.key} data-differs={(difference ?? 0) !== 0 || undefined}>
        <th scope="row">{each.name}</th>
        <td>{money(each.till)}</td>
        <td>{money(each.jobs)}</td>
        <td>{money(each.rs)}</td>
        <td>{money(each.invoices)}</td>
        <td className="comparison-difference">{money(difference)}</td>
        <td>
          <button
            type="button"
            className="button button-small button-text"
            aria-label={t('closing.showOf', { name: each.name })}
            onClick={() => list.ofClosing(line, each.conditions)}
          >
            {t('closing.show')}
          </button>
        </td>
      </tr>
    );
  };
  const part = (title: string, lines: readonly Line[]) =>
    lines.length > 0 && (
      <>
        <tr className="comparison-part">
          <th scope="colgroup" colSpan={7}>
            {title}
          </th>
        </tr>
        {lines.map(row)}
      </>
    );

  return (
    <section className="card">
      <h2>{t('closing.comparison')}</h2>
      <div
        className="comparison-scroll"
        role="region"
        aria-label={t('closing.comparison')}
        tabIndex={0}
      >
        <table className="comparison numbers">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('closing.lineOf')}</span>
              </th>
              <th scope="col">{t('closing.columnTill')}</th>
              <th scope="col">{t('closing.columnJobs')}</th>
              <th scope="col">{t('closing.columnRs')}</th>
              <th scope="col">{t('closing.columnInvoices')}</th>
              <th scope="col">{t('closing.difference')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('closing.documents')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {part(t('closing.byPayment'), byPayment)}
            {part(t('closing.byType'), byType)}
            {part(t('closing.byInvoice'), bills)}
          </tbody>
        </table>
      </div>
      {line.till === null && <p className="quiet">{t('closing.tillUnknown')}</p>}
      {rs === null && <p className="quiet">{t('closing.rsUnknown')}</p>}
      {rs !== null && Object.keys(rs.byAccount).length > 0 && (
        <details className="fold">
          <summary>{t('closing.accounts')}</summary>
          <dl className="facts numbers">
            {Object.entries(rs.byAccount).map(([account, cents]) => (
              <div key={account} className="fact">
                <dt>{account}</dt>
                <dd>{money(cents)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}

/** Of the amount that is furthest from the first one that is known; null: there is nothing to compare. */
function differenceOf({ till, jobs, rs, invoices }: Line): number | null {
  const [first, ...others] = [till, jobs, rs, invoices].filter((cents) => cents !== null);
  if (first === undefined || others.length === 0) return null;
  return others
    .map((cents) => cents - first)
    .reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most), 0);
}
