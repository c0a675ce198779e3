/** The chosen day: how it stands in a sentence, its closings, and what of it is missing. */
import { useTranslation } from 'react-i18next';
import { longDay } from '../../format/calendar.ts';
import {
  closingSentence,
  daySentence,
  sealedAt,
  stateOfClosing,
  stateOfDay,
} from '../../format/closing-words.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { formatRoute } from '../../router.ts';
import { ClosingMark } from './ClosingMark.tsx';
import { Reasons } from './Reasons.tsx';
import { useClosingDay, type ClosingDayData } from './use-closing-day.ts';
import { usePlaceNames } from '../../hooks/use-place-names.ts';
import { useReadAgain } from './use-read-again.ts';

export function DayPanel({
  day,
  today,
  onChanged,
}: {
  readonly day: string;
  readonly today: string;
  onChanged(): void;
}) {
  const { t } = useTranslation();
  const { language } = useFormats();
  const { value, error, reload } = useClosingDay(day);
  return (
    <section className="day-panel" aria-label={longDay(day, language)}>
      {value ? (
        <Day
          {...value}
          today={today}
          onChanged={() => {
            reload();
            onChanged();
          }}
        />
      ) : (
        <header>
          <p className="quiet">{longDay(day, language)}</p>
          {error === null ? (
            <p role="status">{t('closing.loading')}</p>
          ) : (
            <p role="alert">{t('closing.failed', { reason: error })}</p>
          )}
        </header>
      )}
    </section>
  );
}

function Day({
  today,
  onChanged,
  ...facts
}: ClosingDayData & { readonly today: string; onChanged(): void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = usePlaceNames();
  const { day, data } = facts;
  const { isReading, readAgain } = useReadAgain(day, onChanged);
  const state = stateOfDay(data);
  const sealed = state === 'sealed' ? sealedAt(data.closings) : null;
  const running = data.day.reasons.filter(({ code }) => code === 'day-running');
  return (
    <>
      <header>
        <p className="quiet">{longDay(day, formats.language)}</p>
        <h2 className="closing-sentence" aria-live="polite">
          <ClosingMark state={state} size={22} />
          {state === 'none' && day >= today
            ? t(day > today ? 'closing.sentence.ahead' : 'closing.sentence.noneYet')
            : daySentence(facts, t, formats)}
        </h2>
        {sealed !== null && (
          <p className="quiet">
            {t('closing.sealedAt', {
              count: data.closings.length,
              when: formats.dateTime(sealed),
            })}
          </p>
        )}
        {data.closings.length > 0 && (
          <div className="closing-acts">
            <button
              type="button"
              className="button button-outline"
              aria-disabled={isReading}
              onClick={() => readAgain()}
            >
              {t(isReading ? 'closing.reading' : 'closing.read')}
            </button>
          </div>
        )}
      </header>
      {running.map(({ text }, index) => (
        <p key={index} className="reason" data-kind="open">
          {text}
        </p>
      ))}
      <ul className="closing-list">
        {data.closings.map((closing) => {
          const { key, line, readAt } = closing;
          const money = (cents: number | null, unknown: string) =>
            cents === null || line.currency === null
              ? unknown
              : formats.money(cents, line.currency);
          return (
            <li key={key} className="closing-item">
              <div className="closing-item-head">
                <h3>
                  <a href={formatRoute({ name: 'closing', at: day, closing: key })}>
                    {t('closing.closingOf', {
                      payDesk: names.payDesk(line.payDesk),
                      number: line.closing,
                    })}
                  </a>
                </h3>
                <span className="quiet">
                  {readAt === null
                    ? t('closing.neverRead')
                    : t('closing.readAt', { when: formats.dateTime(readAt) })}
                </span>
              </div>
              <p className="found">
                <ClosingMark state={stateOfClosing(closing)} />
                {closingSentence(closing, t, formats)}
              </p>
              <dl className="facts numbers">
                {line.till?.grossCents != null && (
                  <Fact
                    label={t('closing.gross')}
                    text={money(line.till.grossCents, t('closing.unknown'))}
                  />
                )}
                {line.till?.receipts != null && (
                  <Fact label={t('closing.receipts')} text={formats.number(line.till.receipts)} />
                )}
                <Fact
                  label={t('closing.drawer')}
                  text={money(line.cash.closingCents, t('closing.unknown'))}
                />
                <Fact
                  label={t('closing.difference')}
                  text={money(line.differenceCents, t('closing.notCompared'))}
                />
              </dl>
              <Reasons
                closing={closing}
                onRead={isReading ? null : () => readAgain(key)}
                isPage={false}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Fact({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}
