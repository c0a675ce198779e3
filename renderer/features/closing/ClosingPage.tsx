/** One closing: in words first, then till, jobs, RetailSuite and invoices side by side, the drawer, and the gaps. */
import { useTranslation } from 'react-i18next';
import { closingSentence, stateOfClosing } from '../../format/closing-words.ts';
import { longDay } from '../../format/calendar.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { formatRoute } from '../../router.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { CashBook } from './CashBook.tsx';
import { ClosingMark } from './ClosingMark.tsx';
import { Comparison } from './Comparison.tsx';
import { Findings } from './Findings.tsx';
import { Gaps } from './Gaps.tsx';
import { NotBooked } from './NotBooked.tsx';
import { Reasons } from './Reasons.tsx';
import { SealHistory } from './SealHistory.tsx';
import { ReadFailed } from './ReadFailed.tsx';
import { useClosing } from './use-closing-day.ts';
import { usePlaceNames } from '../../hooks/use-place-names.ts';
import { useReadAgain } from './use-read-again.ts';
import './Closing.css';
import './ClosingPage.css';

export function ClosingPage({
  day,
  closing: key,
}: {
  readonly day: string;
  readonly closing: string;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = usePlaceNames();
  const { value, error, reload } = useClosing(day, key);
  const { isReading, readAgain } = useReadAgain(day, reload);
  const back = formatRoute({ name: 'closing', at: day });

  if (value === null) {
    return error === null ? (
      <Loading />
    ) : (
      <ReadFailed title={t('closing.title')} reason={error} onReload={reload} />
    );
  }
  const { view, book } = value;
  if (!view || !book) {
    return (
      <div className="plain-state" role="status">
        <h1>{t('closing.gone')}</h1>
        <BackLink href={back} />
      </div>
    );
  }
  const { line, readAt } = view;
  return (
    <div className="page closing-page">
      <div className="page-head">
        <BackLink href={back} />
        <div className="page-title">
          <h1>
            {t('closing.closingOf', {
              payDesk: names.payDesk(line.payDesk),
              number: line.closing,
            })}
          </h1>
          <p className="quiet">
            {[
              names.store(line.store),
              line.days.map((one) => longDay(one, formats.language)).join(' – '),
              ...(line.currency === null ? [] : [line.currency]),
            ].join(' · ')}
          </p>
        </div>
        <div className="page-actions">
          <button
            type="button"
            className="button button-primary"
            aria-disabled={isReading}
            onClick={() => readAgain(key)}
          >
            {t(isReading ? 'closing.reading' : 'closing.read')}
          </button>
        </div>
      </div>
      <div className="closing-body">
        <div className="closing-verdict" data-state={stateOfClosing(view)}>
          <h2 className="closing-sentence" aria-live="polite">
            <ClosingMark state={stateOfClosing(view)} size={22} />
            {closingSentence(view, t, formats)}
          </h2>
          <p className="quiet">
            {readAt === null
              ? t('closing.neverRead')
              : t('closing.readAt', { when: formats.dateTime(readAt) })}
          </p>
        </div>
        <Reasons closing={view} onRead={isReading ? null : () => readAgain(key)} isPage />
        <Comparison line={line} payments={book.payments} formats={formats} />
        <Findings line={line} formats={formats} onAccepted={() => readAgain(key)} />
        <CashBook closing={key} line={line} book={book} formats={formats} onChanged={reload} />
        <Gaps line={line} book={book} formats={formats} onChanged={reload} />
        <NotBooked line={line} formats={formats} />
        <SealHistory history={view.history} formats={formats} />
      </div>
    </div>
  );
}
