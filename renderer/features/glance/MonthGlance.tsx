/** A month at a glance: documents a day, cash differences by pay desk, time from receipt to booking. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BOOKING_TIME_CLASSES, type Glance } from '../../../shared/contract/glance.ts';
import { lastDayOf } from '../../../shared/domain/calendar.ts';
import { JOB_TYPES } from '../../../shared/domain/job.ts';
import type { Condition } from '../../../shared/domain/job-list.ts';
import { MINUTE, SECOND, localDay } from '../../../shared/domain/time.ts';
import { monthName, shiftMonth } from '../../format/calendar.ts';
import type { Formats } from '../../format/formats.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useReading } from '../../hooks/use-reading.ts';
import { useListFilters } from '../../hooks/use-list-filters.ts';
import { formatRoute, replaceRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { BackLink } from '../../ui/BackLink.tsx';
import { LoadError } from '../../ui/LoadError.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { MonthStep } from '../../ui/MonthStep.tsx';
import { useNow } from '../../ui/use-now.ts';
import { CashDifferences } from './CashDifferences.tsx';
import { DayChart } from './DayChart.tsx';
import {
  STANDINGS,
  STANDING_NAMES,
  columnsByStanding,
  columnsByTime,
  columnsByType,
  totalOf,
  totalsOf,
} from './figures.ts';
import './MonthGlance.css';

/** Shortest time between two readings that changes of jobs cause: a picture of a month need not follow each of them. */
const REFRESH_INTERVAL_MS = 10 * SECOND;

interface PartProps {
  readonly month: string;
  readonly glance: Glance;
  readonly formats: Formats;
  onShow(conditions: readonly Condition[]): void;
}

/** @param at a month (`YYYY-MM`); undefined: the present one */
export function MonthGlance({ at }: { readonly at: string | undefined }) {
  const { t } = useTranslation();
  const { client, clock } = useAppStore();
  const formats = useFormats();
  const show = useListFilters();
  const today = localDay(useNow(clock, MINUTE), formats.timeZone);
  const [month, setMonth] = useState(at ?? today.slice(0, 7));
  const read = useCallback(
    async () => ({ month, glance: await client.call('glance.month', month) }),
    [client, month],
  );
  const { value, error, reload } = useReading(read, REFRESH_INTERVAL_MS);

  function go(months: number): void {
    const next = shiftMonth(`${month}-01`, months).slice(0, 7);
    setMonth(next);
    replaceRoute({ name: 'glance', at: next });
  }

  if (value === null && error !== null) {
    return (
      <>
        <h1 className="visually-hidden">{t('glance.title')}</h1>
        <LoadError reason={error} onReload={reload} />
      </>
    );
  }
  const parts: PartProps | null =
    value?.month === month ? { month, glance: value.glance, formats, onShow: show } : null;
  return (
    <div className="page">
      <div className="page-head">
        <BackLink href={formatRoute({ name: 'closing', at: month })} />
        <div className="page-title">
          <h1>{t('glance.title')}</h1>
          <p className="quiet">{t('glance.intro')}</p>
        </div>
        <div className="glance-month">
          <MonthStep months={-1} onStep={go} />
          <strong aria-live="polite">{monthName(month, formats.language)}</strong>
          <MonthStep months={1} onStep={go} />
        </div>
      </div>
      {parts === null ? (
        <Loading />
      ) : (
        <div className="glance-parts">
          <Documents {...parts} />
          <Differences {...parts} />
          <Times {...parts} />
        </div>
      )}
    </div>
  );
}

function Documents({ month, glance, formats, onShow }: PartProps) {
  const { t } = useTranslation();
  const [by, setBy] = useState<'standing' | 'type'>('standing');
  const standings = columnsByStanding(month, glance.counts);
  const sums = totalsOf(standings);
  const all = totalOf(sums);
  const open = all - (sums[STANDING_NAMES.indexOf('synced')] ?? 0);
  const isByType = by === 'type';
  const series = isByType
    ? JOB_TYPES.map((type, index) => ({ label: t(`type.${type}`), tone: `type-${index + 1}` }))
    : STANDING_NAMES.map((name) => ({
        label: t(`glance.standing.${name}`),
        tone: STANDING_TONES[name],
      }));

  function choose(day: string | null, at: number | null): void {
    const values = isByType
      ? JOB_TYPES.filter((_, index) => index === at)
      : STANDING_NAMES.filter((_, index) => index === at).flatMap((name) => STANDINGS[name]);
    onShow([
      daysOf(month, day),
      ...(at === null
        ? []
        : [{ kind: 'choice', column: isByType ? 'type' : 'state', values } as const]),
    ]);
  }

  return (
    <section className="card" aria-labelledby="glance-documents">
      <div className="glance-head">
        <h2 id="glance-documents">{t('glance.documents')}</h2>
        {all > 0 && (
          <label>
            {t('glance.by')}
            <select
              className="field"
              value={by}
              onChange={({ target }) => setBy(target.value === 'type' ? 'type' : 'standing')}
            >
              <option value="standing">{t('glance.byStanding')}</option>
              <option value="type">{t('glance.byType')}</option>
            </select>
          </label>
        )}
      </div>
      <p>
        {all === 0
          ? t('glance.none')
          : t(open === 0 ? 'glance.allBooked' : 'glance.someOpen', {
              count: all,
              open: formats.number(open),
            })}
      </p>
      {all > 0 && (
        <DayChart
          label={t('glance.documents')}
          series={series}
          columns={isByType ? columnsByType(month, glance.counts) : standings}
          formats={formats}
          isDivisible
          onChoose={choose}
        />
      )}
    </section>
  );
}

function Differences({ month, glance, formats, onShow }: PartProps) {
  const { t } = useTranslation();
  return (
    <section className="card" aria-labelledby="glance-differences">
      <h2 id="glance-differences">{t('glance.differences')}</h2>
      <CashDifferences
        differences={glance.differences}
        formats={formats}
        onChoose={({ store, payDesk, currency }, side) =>
          onShow([
            daysOf(month, null),
            { kind: 'choice', column: 'type', values: ['opening-diff', 'close-diff'] },
            { kind: 'choice', column: 'store', values: [store] },
            { kind: 'choice', column: 'payDesk', values: [payDesk] },
            { kind: 'choice', column: 'currency', values: [currency] },
            { kind: 'range', column: 'amount', ...(side === 'short' ? { to: -1 } : { from: 1 }) },
          ])
        }
      />
    </section>
  );
}

function Times({ month, glance, formats, onShow }: PartProps) {
  const { t } = useTranslation();
  const { times } = glance;
  const title = <h2 id="glance-times">{t('glance.times')}</h2>;
  const columns = columnsByTime(month, times ?? [], BOOKING_TIME_CLASSES);
  const sums = totalsOf(columns);
  const all = totalOf(sums);
  const ahead = totalOf((times ?? []).map((day) => day.ahead));
  return (
    <section className="card" aria-labelledby="glance-times">
      {title}
      {times === null ? (
        <p>{t('glance.timesTooMany')}</p>
      ) : all === 0 ? (
        <p>{t('glance.timesNone')}</p>
      ) : (
        <>
          <p>
            {t('glance.timesSentence', {
              count: all,
              quick: formats.number(totalOf(sums.slice(0, CLASSES_WITHIN_AN_HOUR))),
            })}
          </p>
          <DayChart
            label={t('glance.times')}
            series={TIME_CLASSES.map(({ name, tone }) => ({
              label: t(`glance.time.${name}`),
              tone,
            }))}
            columns={columns}
            formats={formats}
            // The list cannot ask how long a booking took.
            isDivisible={false}
            onChoose={(day) =>
              onShow([
                daysOf(month, day),
                { kind: 'choice', column: 'state', values: [...STANDINGS.synced] },
              ])
            }
          />
          {ahead > 0 && <p className="quiet">{t('glance.ahead', { count: ahead })}</p>}
        </>
      )}
    </section>
  );
}

const STANDING_TONES = { synced: 'good', going: 'waiting', person: 'bad', aside: 'grey' } as const;

/** Shortest first, as `BOOKING_TIME_LIMITS_MS` has them. */
const TIME_CLASSES = [
  { name: 'minutes', tone: 'good' },
  { name: 'hour', tone: 'blue' },
  { name: 'day', tone: 'waiting' },
  { name: 'longer', tone: 'bad' },
] as const;
const CLASSES_WITHIN_AN_HOUR = 2;

function daysOf(month: string, day: string | null): Condition {
  return {
    kind: 'day',
    column: 'businessDay',
    from: day ?? `${month}-01`,
    to: day ?? lastDayOf(month),
  };
}
