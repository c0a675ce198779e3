/** Before going home: is every till closed, is all in RetailSuite, is it sealed, is there a copy; and the way to what is missing. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { localDay, MINUTE } from '../../../shared/domain/time.ts';
import type { BackupState, EngineStatus, PlacesReply } from '../../../shared/contract/contract.ts';
import { messageOfError } from '../../api.ts';
import { shortDay } from '../../format/calendar.ts';
import type { Formats } from '../../format/formats.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useReading } from '../../hooks/use-reading.ts';
import type { Translate } from '../../locales/i18n.ts';
import { formatRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { Loading } from '../../ui/Loading.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ClosingMark } from './ClosingMark.tsx';
import { ReadFailed } from './ReadFailed.tsx';
import { useClosingDay, type ClosingDayData } from './use-closing-day.ts';
import { useReadAgain } from './use-read-again.ts';
import './Closing.css';
import './GoHome.css';

interface Step {
  readonly key: string;
  readonly isDone: boolean;
  readonly text: string;
  readonly help?: string;
  readonly act?: React.ReactNode;
}

export function GoHome() {
  const { t } = useTranslation();
  const { client, clock, notices, sync } = useAppStore();
  const formats = useFormats();
  const status = useStore(sync.store, ({ snapshot }) => snapshot?.status);
  const today = localDay(useNow(clock, MINUTE), formats.timeZone);
  const { value: facts, error, reload } = useClosingDay(today);
  const read = useCallback(async () => {
    const [backup, places, { days }] = await Promise.all([
      client.call('backup.state'),
      client.call('places.list'),
      client.call('closing.month', today.slice(0, 7)),
    ]);
    return { backup, places, days };
  }, [client, today]);
  const more = useReading(read);
  const { isReading, readAgain } = useReadAgain(today, reload);
  const [isCopying, setCopying] = useState(false);

  const failure = error ?? more.error;
  const again = () => {
    reload();
    more.reload();
  };
  if (!facts || !more.value) {
    return failure === null ? (
      <Loading />
    ) : (
      <ReadFailed title={t('goHome.title')} reason={failure} onReload={again} />
    );
  }

  function makeBackup(): void {
    if (isCopying) return;
    setCopying(true);
    client
      .call('backup.make')
      .then(more.reload, (reason: unknown) => notices.show('bad', messageOfError(reason)))
      .finally(() => setCopying(false));
  }

  const { backup, places, days } = more.value;
  const earlier = days.filter(({ day, state }) => day < today && state !== 'sealed');
  const steps: Step[] = [
    tillStep(facts, places, t),
    ...(status ? [sentStep(status, t, formats)] : []),
    {
      ...sealStep(facts, t),
      act: facts.data.closings.length > 0 && (
        <>
          <a className="button button-outline" href={formatRoute({ name: 'closing', at: today })}>
            {t('goHome.toDay')}
          </a>
          <button
            type="button"
            className="button button-outline"
            aria-disabled={isReading}
            onClick={() => readAgain()}
          >
            {t(isReading ? 'closing.reading' : 'closing.read')}
          </button>
        </>
      ),
    },
    {
      ...backupStep(backup, today, t, formats),
      act: (
        <button
          type="button"
          className="button button-outline"
          aria-disabled={isCopying}
          onClick={makeBackup}
        >
          {t(isCopying ? 'settings.backupRunning' : 'settings.backupNow')}
        </button>
      ),
    },
  ];
  const open = steps.filter(({ isDone }) => !isDone).length;
  const attention = status?.attention.count ?? 0;

  return (
    <div className="page go-home">
      <div className="page-head">
        <div className="page-title">
          <h1>{t('goHome.title')}</h1>
          <p className="closing-sentence" role="status">
            <ClosingMark state={open === 0 ? 'sealed' : 'open'} size={22} />
            {open === 0 ? t('goHome.done') : t('goHome.open', { count: open })}
          </p>
        </div>
      </div>
      <ol className="go-home-steps">
        {steps.map(({ key, isDone, text, help, act }) => (
          <li key={key} className="closing-item" data-step={key} data-done={isDone}>
            <h2 className="go-home-step">
              <ClosingMark state={isDone ? 'sealed' : 'open'} size={20} />
              <span>
                <span className="visually-hidden">
                  {t(isDone ? 'goHome.isDone' : 'goHome.isOpen')}:{' '}
                </span>
                {text}
              </span>
            </h2>
            {help !== undefined && <p>{help}</p>}
            {!isDone && act && <div className="closing-acts">{act}</div>}
          </li>
        ))}
      </ol>
      {earlier.length > 0 && (
        <section className="card">
          <h2>{t('goHome.earlier', { count: earlier.length })}</h2>
          <ul className="go-home-days">
            {earlier.map(({ day, state }) => (
              <li key={day} className="found">
                <ClosingMark state={state} />
                <a href={formatRoute({ name: 'closing', at: day })}>
                  {shortDay(day, formats.language)} – {t(`closing.state.${state}`)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {attention > 0 && (
        <p>
          <a href={formatRoute({ name: 'attention' })}>
            {t('goHome.attention', { count: attention })}
          </a>
        </p>
      )}
    </div>
  );
}

function tillStep({ data }: ClosingDayData, places: PlacesReply, t: Translate): Step {
  const running = data.day.reasons.filter(({ code }) => code === 'day-running');
  const inUse = places.payDesks.filter(({ offSince, mergedInto }) => !offSince && !mergedInto);
  const closed = new Set(data.closings.map(({ line }) => line.payDesk));
  const silent = inUse.filter(({ id }) => !closed.has(id));
  const key = 'tills';
  if (running.length > 0) {
    return {
      ...{ key, isDone: false, text: t('goHome.tillsRunning', { count: running.length }) },
      help: running.map(({ text }) => text).join(' '),
    };
  }
  if (data.closings.length === 0)
    return { key, isDone: false, text: t('goHome.noClosing'), help: t('goHome.noClosingHelp') };
  const text = t('goHome.tillsClosed', { count: data.closings.length });
  return silent.length === 0
    ? { key, isDone: true, text }
    : {
        ...{ key, isDone: true, text },
        help: t('goHome.tillsSilent', {
          names: silent.map(({ name, id }) => name || id).join(', '),
        }),
      };
}

/** What a person put aside is decided; all else is to be in RetailSuite, of whatever day. */
function sentStep({ pending, aside }: EngineStatus, t: Translate, formats: Formats): Step {
  const count = pending.count - aside.count;
  const sums = Object.fromEntries(
    Object.entries(pending.sums).map(([currency, cents]) => [
      currency,
      cents - (aside.sums[currency] ?? 0),
    ]),
  );
  const key = 'sent';
  if (count === 0) return { key, isDone: true, text: t('goHome.allSent') };
  return {
    ...{
      key,
      isDone: false,
      text: t('goHome.notSent', { count, money: formats.sums(sums) ?? '' }),
    },
    help: t('goHome.notSentHelp'),
    act: (
      <a
        className="button button-outline"
        href={formatRoute({ name: 'jobs', page: 0, view: 'not-in-rs' })}
      >
        {t('goHome.toList')}
      </a>
    ),
  };
}

function sealStep({ data }: ClosingDayData, t: Translate): Step {
  const isDone = data.closings.length > 0 && data.day.sealed;
  const open = data.closings.filter(({ line }) => !line.sealed).length;
  return {
    ...{ key: 'sealed', isDone },
    text: isDone ? t('goHome.sealed') : t('goHome.notSealed', { count: open }),
  };
}

function backupStep(backup: BackupState, today: string, t: Translate, formats: Formats): Step {
  const { last, problem } = backup;
  const isDone = last !== null && problem === null && localDay(last.at, formats.timeZone) === today;
  const key = 'backup';
  if (isDone) return { key, isDone, text: t('goHome.backup', { when: formats.dateTime(last.at) }) };
  return {
    ...{ key, isDone },
    text:
      last === null
        ? t('goHome.backupNever')
        : t('goHome.backupOld', { when: formats.dateTime(last.at) }),
  };
}
