/** What drawers lacked and had too much in a month, by pay desk: a table whose bars lead to their documents. */
import { useTranslation } from 'react-i18next';
import type { CashDifference } from '../../../shared/contract/contract.ts';
import type { Formats } from '../../format/formats.ts';
import { usePlaceNames } from '../../hooks/use-place-names.ts';
import './CashDifferences.css';

export type Side = 'short' | 'over';
const SIDES: readonly Side[] = ['short', 'over'];

export interface CashDifferencesProps {
  readonly differences: readonly CashDifference[];
  readonly formats: Formats;
  onChoose(desk: CashDifference, side: Side): void;
}

export function CashDifferences({ differences, formats, onChoose }: CashDifferencesProps) {
  const { t } = useTranslation();
  const names = usePlaceNames();
  const hasStores = new Set(differences.map(({ store }) => store)).size > 1;
  const most = mostByCurrency(differences);
  if (differences.length === 0) return <p>{t('glance.differencesNone')}</p>;
  const money = (cents: number | null, currency: string) =>
    cents === null ? t('glance.tooLarge') : formats.money(cents, currency);
  const nameOf = ({ store, payDesk }: CashDifference) =>
    hasStores ? `${names.store(store)}, ${names.payDesk(payDesk)}` : names.payDesk(payDesk);
  return (
    <>
      <p>{t('glance.differencesSentence')}</p>
      <div
        className="chart-scroll"
        role="region"
        aria-label={t('glance.tableOf', { name: t('glance.differences') })}
        tabIndex={0}
      >
        <table className="glance-table difference-table numbers">
          <thead>
            <tr>
              <th scope="col">{t('glance.payDesk')}</th>
              <td />
              <th scope="col">{t('glance.short')}</th>
              <th scope="col">{t('glance.over')}</th>
              <th scope="col">{t('glance.net')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((desk) => {
              const { store, payDesk, currency, shortCents, overCents } = desk;
              const net = shortCents === null || overCents === null ? null : shortCents + overCents;
              return (
                <tr key={`${store} ${payDesk} ${currency}`}>
                  <th scope="row">{nameOf(desk)}</th>
                  <td className="difference-bars" aria-hidden="true">
                    {SIDES.map((side) => (
                      <span key={side} className="difference-half" data-side={side}>
                        {countOf(desk, side) > 0 && (
                          <button
                            type="button"
                            className="difference-bar"
                            tabIndex={-1}
                            data-tone={side === 'short' ? 'bad' : 'good'}
                            style={{ width: `${shareOf(desk, side, most) * 100}%` }}
                            onClick={() => onChoose(desk, side)}
                          />
                        )}
                      </span>
                    ))}
                  </td>
                  {SIDES.map((side) => (
                    <td key={side}>
                      {countOf(desk, side) === 0 ? (
                        <span className="quiet">{formats.money(0, currency)}</span>
                      ) : (
                        <button
                          type="button"
                          className="difference-way"
                          aria-label={t(`glance.${side}Of`, {
                            name: nameOf(desk),
                            money: money(centsOf(desk, side), currency),
                            count: countOf(desk, side),
                          })}
                          onClick={() => onChoose(desk, side)}
                        >
                          {money(centsOf(desk, side), currency)}
                        </button>
                      )}
                    </td>
                  ))}
                  <td>
                    <strong>{money(net, currency)}</strong>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

const countOf = (desk: CashDifference, side: Side) =>
  side === 'short' ? desk.shortCount : desk.overCount;
const centsOf = (desk: CashDifference, side: Side) =>
  side === 'short' ? desk.shortCents : desk.overCents;
/** What is too large for an exact number is the longest bar. */
const lengthOf = (desk: CashDifference, side: Side) =>
  Math.abs(centsOf(desk, side) ?? Number.MAX_SAFE_INTEGER);

/** The longest bar of each currency: sums of two currencies are not compared. */
function mostByCurrency(differences: readonly CashDifference[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const desk of differences) {
    const longest = Math.max(...SIDES.map((side) => lengthOf(desk, side)));
    most.set(desk.currency, Math.max(longest, most.get(desk.currency) ?? 0));
  }
  return most;
}

function shareOf(desk: CashDifference, side: Side, most: ReadonlyMap<string, number>): number {
  return lengthOf(desk, side) / (most.get(desk.currency) ?? 1);
}
