/** The drawer: opening value, every move with what lay there after it, what was counted, the lowest point. */
import { useTranslation } from 'react-i18next';
import type { ClosingBook } from '../../../shared/contract/till.ts';
import type { ClosingLine } from '../../../shared/domain/closing.ts';
import type { Formats } from '../../format/formats.ts';
import { CashAccount } from './CashAccount.tsx';
import { OpeningForm } from './OpeningForm.tsx';
import { useShowInList } from './show-in-list.ts';

export interface CashBookProps {
  /** Names the closing in calls. */
  readonly closing: string;
  readonly line: ClosingLine;
  readonly book: ClosingBook;
  readonly formats: Formats;
  onChanged(): void;
}

export function CashBook({ closing, line, book, formats, onChanged }: CashBookProps) {
  const { t } = useTranslation();
  const list = useShowInList();
  const { cash, currency } = line;
  const money = (cents: number | null) =>
    cents === null || currency === null ? t('closing.unknown') : formats.money(cents, currency);
  const counted = book.countedCents;
  const difference =
    counted === null || cash.closingCents === null ? null : counted - cash.closingCents;
  const lowest = lowestOf(book);
  const isBad = (label: string) =>
    (label === t('closing.countDifference') && difference !== 0) ||
    (label === t('closing.lowest') && (cash.lowestCents ?? 0) < 0);
  const facts = [
    [t('closing.opening'), money(cash.openingCents)],
    [t('closing.moved'), money(cash.movedCents)],
    [t('closing.drawer'), money(cash.closingCents)],
    ...(counted === null ? [] : [[t('closing.counted'), money(counted)] as const]),
    ...(difference === null ? [] : [[t('closing.countDifference'), money(difference)] as const]),
    [
      t('closing.lowest'),
      book.lowestReceipt === null || cash.lowestCents === null
        ? money(cash.lowestCents)
        : t('closing.lowestAt', { money: money(cash.lowestCents), receipt: book.lowestReceipt }),
    ],
  ] as const;

  return (
    <section className="card">
      <h2 id="closing-cash" tabIndex={-1}>
        {t('closing.cashBook')}
      </h2>
      <dl className="facts numbers">
        {facts.map(([label, text]) => (
          <div key={label} className="fact" data-bad={isBad(label) || undefined}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {book.openingFrom !== null && (
        <p className="quiet">
          {book.openingFrom === 'person' && book.entered
            ? t('closing.openingBy', {
                who: book.entered.who,
                when: formats.dateTime(book.entered.at),
                reason: book.entered.reason,
              })
            : t(`closing.openingFrom.${book.openingFrom}`)}
        </p>
      )}
      {currency !== null && (cash.openingCents === null || book.openingFrom === 'person') && (
        <OpeningForm
          line={{ ...line, currency }}
          isKnown={book.openingFrom === 'person'}
          formats={formats}
          onSaved={onChanged}
        />
      )}
      {currency !== null && book.moves.length > 0 && (
        <CashAccount closing={closing} currency={currency} formats={formats} />
      )}
      {book.moves.length > 0 && (
        <details className="fold" open={book.moves.length <= MOST_OPEN || undefined}>
          <summary>{t('closing.moves', { count: book.allMoves })}</summary>
          <div className="moves" role="region" aria-label={t('closing.movesOf')} tabIndex={0}>
            <table className="comparison numbers">
              <thead>
                <tr>
                  <th scope="col">{t('closing.document')}</th>
                  <th scope="col">{t('closing.time')}</th>
                  <th scope="col">{t('closing.amount')}</th>
                  <th scope="col">{t('closing.balance')}</th>
                </tr>
              </thead>
              <tbody>
                {book.moves.map((move, index) => (
                  <tr key={index} data-lowest={index === lowest || undefined}>
                    <td>
                      {move.billNumber === null ? (
                        t('closing.noBill')
                      ) : (
                        <button
                          type="button"
                          className="button button-small button-text"
                          onClick={() => list.document(move.billNumber ?? '')}
                        >
                          {move.billNumber}
                        </button>
                      )}
                      {index === lowest && ` ${t('closing.lowestHere')}`}
                    </td>
                    <td>{formats.dateTime(move.occurredAt)}</td>
                    <td>{money(move.cents)}</td>
                    <td>{money(move.balanceCents)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {book.allMoves > book.moves.length && (
            <p className="quiet">
              {t('closing.movesMore', { shown: formats.number(book.moves.length) })}
            </p>
          )}
        </details>
      )}
    </section>
  );
}

const MOST_OPEN = 12;

/** The move after which the least lay in the drawer; -1 where that was at the opening. */
function lowestOf({ moves }: ClosingBook): number {
  let at = -1;
  let least = 0;
  let balance = 0;
  for (const [index, { cents }] of moves.entries()) {
    balance += cents;
    if (balance < least) {
      least = balance;
      at = index;
    }
  }
  return at;
}
