/**
 * A month in columns of stacked bars, and the same figures as a table.
 *
 * Bars are boxes of the page: they grow with its text and keep their frame in high contrast. A column is one button,
 * which the arrow keys go through; a press on a part of it asks for that part alone.
 */
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longDay, shortDay } from '../../format/calendar.ts';
import type { Formats } from '../../format/formats.ts';
import { topOfAxis, totalOf, totalsOf, type DayColumn } from './figures.ts';
import './DayChart.css';

export interface Series {
  readonly label: string;
  /** Of the colours and patterns in `DayChart.css`. */
  readonly tone: string;
}

export interface DayChartProps {
  readonly label: string;
  /** From the foot of a column to its top. */
  readonly series: readonly Series[];
  readonly columns: readonly DayColumn[];
  readonly formats: Formats;
  /** The list can ask for one series alone. */
  readonly isDivisible: boolean;
  /** @param day null: the whole month. @param series null: all of them */
  onChoose(day: string | null, series: number | null): void;
}

export function DayChart({
  label,
  series,
  columns,
  formats,
  isDivisible,
  onChoose,
}: DayChartProps) {
  const { t } = useTranslation();
  const { language } = formats;
  const hint = useId();
  const plot = useRef<HTMLDivElement>(null);
  const [entry, setEntry] = useState(0);
  const top = topOfAxis(Math.max(...columns.map(({ values }) => totalOf(values))));
  const totals = totalsOf(columns);

  /** What there is of a column, in words. */
  const parts = ({ values }: DayColumn) =>
    series.flatMap((one, index) => {
      const count = values[index] ?? 0;
      return count === 0 ? [] : [`${one.label} ${formats.number(count)}`];
    });
  const nameOf = (column: DayColumn) =>
    [
      t('glance.bar', { day: longDay(column.day, language), count: totalOf(column.values) }),
      ...parts(column),
    ].join(', ');

  function onKeyDown(event: React.KeyboardEvent): void {
    const to = columnByKey(event.key, entry, columns.length);
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setEntry(to);
    plot.current?.querySelectorAll('button')[to]?.focus();
  }

  return (
    <>
      <ul className="chart-legend">
        {series.map((one, index) => (
          <li key={one.label}>
            <Key
              {...one}
              total={formats.number(totals[index] ?? 0)}
              onChoose={isDivisible ? () => onChoose(null, index) : undefined}
            />
          </li>
        ))}
      </ul>
      <div className="chart">
        <div className="chart-axis numbers" aria-hidden="true">
          <span>{formats.number(top)}</span>
          {top > 1 && <span>{formats.number(top / 2)}</span>}
          <span>0</span>
        </div>
        <div
          ref={plot}
          className="chart-plot"
          role="group"
          aria-label={label}
          aria-describedby={hint}
          onKeyDown={onKeyDown}
        >
          {columns.map((column, index) => (
            <button
              key={column.day}
              type="button"
              className="chart-column"
              data-weekend={isWeekend(column.day) || undefined}
              tabIndex={index === Math.min(entry, columns.length - 1) ? 0 : -1}
              aria-label={nameOf(column)}
              title={nameOf(column)}
              onFocus={() => setEntry(index)}
              onClick={({ target }) => onChoose(column.day, isDivisible ? seriesAt(target) : null)}
            >
              <span className="chart-bars">
                <span
                  className="chart-stack"
                  style={{ height: `${(totalOf(column.values) / top) * 100}%` }}
                >
                  {series.map((one, at) => {
                    const count = column.values[at] ?? 0;
                    return count === 0 ? null : (
                      <span
                        key={one.label}
                        className="chart-part"
                        data-series={at}
                        data-tone={one.tone}
                        style={{ flexGrow: count }}
                      />
                    );
                  })}
                </span>
              </span>
              <span className="chart-day numbers">{Number(column.day.slice(8))}</span>
            </button>
          ))}
        </div>
      </div>
      <p id={hint} className="visually-hidden">
        {t('glance.keys')}
      </p>
      <details className="fold">
        <summary>{t('glance.table')}</summary>
        <div
          className="chart-scroll"
          role="region"
          aria-label={t('glance.tableOf', { name: label })}
          tabIndex={0}
        >
          <table className="glance-table numbers">
            <thead>
              <tr>
                <th scope="col">{t('glance.day')}</th>
                {series.map((one) => (
                  <th key={one.label} scope="col">
                    {one.label}
                  </th>
                ))}
                <th scope="col">{t('glance.all')}</th>
              </tr>
            </thead>
            <tbody>
              {columns
                .filter(({ values }) => totalOf(values) > 0)
                .map(({ day, values }) => (
                  <tr key={day}>
                    <th scope="row">{shortDay(day, language)}</th>
                    {series.map((one, at) => (
                      <td key={one.label}>{formats.number(values[at] ?? 0)}</td>
                    ))}
                    <td>{formats.number(totalOf(values))}</td>
                  </tr>
                ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t('glance.month')}</th>
                {series.map((one, at) => (
                  <td key={one.label}>{formats.number(totals[at] ?? 0)}</td>
                ))}
                <td>{formats.number(totalOf(totals))}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      </details>
    </>
  );
}

/** A series in the legend, with its sum of the month; a way to its documents where the list can ask for them. */
function Key({
  label,
  tone,
  total,
  onChoose,
}: Series & { readonly total: string; readonly onChoose: (() => void) | undefined }) {
  const content = (
    <>
      <span className="chart-swatch" data-tone={tone} aria-hidden="true" />
      <span>{label}</span>
      <strong className="numbers">{total}</strong>
    </>
  );
  return onChoose ? (
    <button type="button" className="button button-small chart-key" onClick={onChoose}>
      {content}
    </button>
  ) : (
    <span className="chart-key chart-key-plain">{content}</span>
  );
}

/** The part of a column that was pressed; null: the column, by the keyboard or beside its bar. */
function seriesAt(target: EventTarget): number | null {
  const part = target instanceof HTMLElement ? target.dataset['series'] : undefined;
  return part === undefined ? null : Number(part);
}

function columnByKey(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, from - 1);
    case 'ArrowRight':
      return Math.min(count - 1, from + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
