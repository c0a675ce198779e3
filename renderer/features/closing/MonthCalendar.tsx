/** A month as days: each with a shape and a word; arrows go from day to day, page keys from month to month. */
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonthDay } from '../../../shared/contract/contract.ts';
import { longDay, monthName, shiftMonth, weekdays, weeksOf } from '../../format/calendar.ts';
import type { DayState } from '../../format/closing-words.ts';
import type { Formats } from '../../format/formats.ts';
import { shiftDay } from '../../../shared/domain/calendar.ts';
import { ClosingMark } from './ClosingMark.tsx';
import { MonthStep } from '../../ui/MonthStep.tsx';
import './MonthCalendar.css';

export interface MonthCalendarProps {
  /** The chosen day; its month is shown. */
  readonly day: string;
  readonly today: string;
  /** Days with business of the month; null: they are being read. */
  readonly days: readonly MonthDay[] | null;
  readonly formats: Formats;
  onDay(day: string): void;
}

const LEGEND = ['sealed', 'open', 'difference'] as const;

export function MonthCalendar({ day, today, days, formats, onDay }: MonthCalendarProps) {
  const { t } = useTranslation();
  const { language } = formats;
  const month = day.slice(0, 7);
  const grid = useRef<HTMLTableElement>(null);
  const byKey = useRef(false);
  const known = useMemo(() => new Map(days?.map((one) => [one.day, one])), [days]);

  useEffect(() => {
    if (!byKey.current) return;
    byKey.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
  }, [day]);

  const step = (months: number) => onDay(shiftMonth(day, months));

  function onKeyDown(event: React.KeyboardEvent): void {
    const to = dayByKey(event.key, day);
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    byKey.current = true;
    onDay(to);
  }

  return (
    <section className="calendar" aria-label={t('closing.calendar')}>
      <div className="calendar-head">
        <h2 aria-live="polite">{monthName(month, language)}</h2>
        <MonthStep months={-1} onStep={step} />
        <button
          type="button"
          className="button button-outline button-small"
          onClick={() => onDay(today)}
        >
          {t('closing.today')}
        </button>
        <MonthStep months={1} onStep={step} />
      </div>
      <table
        ref={grid}
        role="grid"
        className="calendar-grid"
        aria-label={monthName(month, language)}
        aria-busy={days === null}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            {weekdays(language).map(({ short, long }) => (
              <th key={long} scope="col" abbr={long}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week, index) => (
            <tr key={index}>
              {week.map((date, at) =>
                date === null ? (
                  <td key={at} className="calendar-outside" />
                ) : (
                  <DayCell
                    key={date}
                    date={date}
                    found={known.get(date)}
                    hasWord={days !== null && days.length > 0}
                    isChosen={date === day}
                    today={today}
                    formats={formats}
                    onDay={onDay}
                  />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {days?.length === 0 && <p className="calendar-none quiet">{t('closing.noneInMonth')}</p>}
      <ul className="calendar-legend" aria-label={t('closing.legend')}>
        {LEGEND.map((state) => (
          <li key={state}>
            <ClosingMark state={state} size={14} />
            {t(`closing.legendOf.${state}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function DayCell({
  date,
  found,
  hasWord,
  isChosen,
  today,
  formats,
  onDay,
}: {
  readonly date: string;
  readonly found: MonthDay | undefined;
  /** In a month without any business it is said once, not of each day. */
  readonly hasWord: boolean;
  readonly isChosen: boolean;
  readonly today: string;
  readonly formats: Formats;
  onDay(day: string): void;
}) {
  const { t } = useTranslation();
  const isAhead = date > today;
  const state: DayState = found?.state ?? 'none';
  const word = !hasWord || (isAhead && !found) ? '' : t(`closing.state.${state}`);
  const amount =
    found?.state === 'difference' && found.differenceCents && found.currency !== null
      ? formats.money(found.differenceCents, found.currency)
      : '';
  const named = [
    longDay(date, formats.language),
    ...(date === today ? [t('closing.today')] : []),
  ].join(', ');
  return (
    <td
      role="gridcell"
      className="calendar-day"
      data-day={date}
      data-state={state}
      data-ahead={isAhead || undefined}
      aria-selected={isChosen}
      aria-current={date === today ? 'date' : undefined}
      tabIndex={isChosen ? 0 : -1}
      onClick={() => onDay(date)}
    >
      <span className="visually-hidden">{named} </span>
      <span className="calendar-number numbers" aria-hidden="true">
        {Number(date.slice(8))}
      </span>
      <span className="calendar-state">
        <ClosingMark state={state} />
        <span className="calendar-word">{word}</span>
      </span>
      {amount && <span className="calendar-amount numbers"> {amount}</span>}
      {found && (
        <span className="visually-hidden">{t('closing.closings', { count: found.closings })}</span>
      )}
    </td>
  );
}

function dayByKey(key: string, day: string): string | undefined {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  switch (key) {
    case 'ArrowLeft':
      return shiftDay(day, -1);
    case 'ArrowRight':
      return shiftDay(day, 1);
    case 'ArrowUp':
      return shiftDay(day, -7);
    case 'ArrowDown':
      return shiftDay(day, 7);
    case 'PageUp':
      return shiftMonth(day, -1);
    case 'PageDown':
      return shiftMonth(day, 1);
    case 'Home':
      return shiftDay(day, -weekday);
    case 'End':
      return shiftDay(day, 6 - weekday);
    default:
      return undefined;
  }
}
