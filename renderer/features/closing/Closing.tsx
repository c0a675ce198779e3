/** The tab TAGESABSCHLUSS: a month as days, and the chosen day with its closings beside it. */
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MINUTE, localDay } from '../../../shared/domain/time.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useReading } from '../../hooks/use-reading.ts';
import { formatRoute, replaceRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { useNow } from '../../ui/use-now.ts';
import { DayPanel } from './DayPanel.tsx';
import { MonthCalendar } from './MonthCalendar.tsx';
import { ReadFailed } from './ReadFailed.tsx';
import { TaxFolderForm } from './TaxFolderForm.tsx';
import './Closing.css';

/** @param at a month or a business day; undefined: today */
export function Closing({ at }: { readonly at: string | undefined }) {
  const { t } = useTranslation();
  const { client, clock } = useAppStore();
  const formats = useFormats();
  const today = localDay(useNow(clock, MINUTE), formats.timeZone);
  const asked = at === undefined ? today : at.length === 7 ? `${at}-01` : at;
  const [day, setDay] = useState(asked);
  const [hasTaxFolder, setTaxFolder] = useState(false);
  useEffect(() => {
    if (at !== undefined) setDay(asked);
  }, [at, asked]);

  const month = day.slice(0, 7);
  const read = useCallback(
    async () => ({ month, ...(await client.call('closing.month', month)) }),
    [client, month],
  );
  const { value, error, reload } = useReading(read);

  function choose(next: string): void {
    setDay(next);
    replaceRoute({ name: 'closing', at: next });
  }

  if (value === null && error !== null)
    return <ReadFailed title={t('closing.title')} reason={error} onReload={reload} />;
  const days = value?.month === month ? value.days : null;
  return (
    <div className="page">
      <div className="page-head closing-head">
        <div className="page-title">
          <h1>{t('closing.title')}</h1>
          <p className="quiet">{t('closing.intro')}</p>
        </div>
        <div className="page-actions">
          <button
            type="button"
            className="button button-outline"
            aria-expanded={hasTaxFolder}
            onClick={() => setTaxFolder(!hasTaxFolder)}
          >
            {t('taxFolder.open')}
          </button>
          <a className="button button-outline" href={formatRoute({ name: 'glance', at: month })}>
            {t('glance.title')}
          </a>
          <a className="button button-outline" href={formatRoute({ name: 'clearing', at: month })}>
            {t('clearing.title')}
          </a>
          <a className="button button-outline" href={formatRoute({ name: 'go-home' })}>
            {t('goHome.title')}
          </a>
        </div>
      </div>
      {hasTaxFolder && (
        <TaxFolderForm key={month} month={month} onClose={() => setTaxFolder(false)} />
      )}
      <div className="closing-parts">
        <MonthCalendar day={day} today={today} days={days} formats={formats} onDay={choose} />
        <DayPanel day={day} today={today} onChanged={reload} />
      </div>
    </div>
  );
}
