/** What the screens read from the stores: formatters, the time, and the calls that answer with a notice. */
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { JobView } from '../../../shared/domain/preferences.ts';
import { isStopped } from '../../../shared/domain/stop.ts';
import { DEFAULT_TIME_ZONE, SECOND } from '../../../shared/domain/time.ts';
import { messageOfError } from '../../api.ts';
import { createFormats, type Formats } from '../../format/formats.ts';
import { resolveLanguage } from '../../locales/i18n.ts';
import { useAppStore } from '../../store/app-store.ts';

/** How often "in 3 min" is counted anew. */
export const CLOCK_INTERVAL_MS = 10 * SECOND;

/** The formatters of the language shown and the store's time zone; the same object until one of them changes. */
export function useFormats(): Formats {
  const { sync, view } = useAppStore();
  const { preference, dates } = useStore(
    view.store,
    useShallow(({ preferences: { language, dates } }) => ({ preference: language, dates })),
  );
  const timeZone = useStore(sync.store, (state) => state.snapshot?.timeZone ?? DEFAULT_TIME_ZONE);
  const language = resolveLanguage(preference, navigator.languages);
  return useMemo(() => createFormats(language, timeZone, dates), [language, timeZone, dates]);
}

/** What the user arranged of the list; the same object until something of it changes. */
export function useJobView(): JobView {
  const { view } = useAppStore();
  return useStore(view.store, (state) => state.preferences.jobView);
}

/** Starts a job again and says what became of it. */
export function useRetry(): {
  readonly retrying: ReadonlySet<number>;
  retry(id: number): void;
} {
  const { t } = useTranslation();
  const { client, notices, jobPage, sync } = useAppStore();
  const [retrying, setRetrying] = useState<ReadonlySet<number>>(new Set());

  const retry = useCallback(
    (id: number) => {
      const isHeld = () => isStopped(sync.store.getState().snapshot?.status ?? { pause: null });
      setRetrying((ids) => new Set(ids).add(id));
      client
        .call('jobs.retry', [id])
        .then(
          (reply) =>
            reply.started > 0
              ? notices.show('good', t(isHeld() ? 'retry.held' : 'retry.started', { id }))
              : notices.show('bad', t('retry.refused', { id })),
          (error: unknown) =>
            notices.show('bad', t('retry.failed', { reason: asSentence(messageOfError(error)) })),
        )
        .finally(() => {
          setRetrying((ids) => new Set([...ids].filter((each) => each !== id)));
          jobPage.touch();
        });
    },
    [client, notices, jobPage, sync, t],
  );
  return { retrying, retry };
}

/** Starts a run over everything that is not booked; a second press while the first is out does nothing. */
export function useKick(): { readonly kicking: boolean; kick(): void } {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const [kicking, setKicking] = useState(false);

  const kick = useCallback(() => {
    setKicking(true);
    client
      .call('engine.kick')
      .then(
        ({ alreadyRunning, jobs }) => {
          if (alreadyRunning) notices.show('good', t('toolbar.kickedAlready'));
          else if (jobs === 0) notices.show('good', t('toolbar.kickedNone'));
          else notices.show('good', t('toolbar.kicked', { count: jobs }));
        },
        (error: unknown) =>
          notices.show(
            'bad',
            t('toolbar.kickFailed', { reason: asSentence(messageOfError(error)) }),
          ),
      )
      .finally(() => setKicking(false));
  }, [client, notices, t]);
  return { kicking, kick };
}

/** Takes no further job; a second press while the first is out does nothing. */
export function useStop(): { readonly stopping: boolean; stop(): void } {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const [stopping, setStopping] = useState(false);

  const stop = useCallback(() => {
    setStopping(true);
    client
      .call('engine.stop')
      .then(
        ({ out }) =>
          notices.show(
            'good',
            out > 0 ? t('toolbar.stoppedOut', { count: out }) : t('toolbar.stopped'),
          ),
        (error: unknown) =>
          notices.show(
            'bad',
            t('toolbar.stopFailed', { reason: asSentence(messageOfError(error)) }),
          ),
      )
      .finally(() => setStopping(false));
  }, [client, notices, t]);
  return { stopping, stop };
}

/** A text that comes from elsewhere, with a full stop, so that another sentence can follow. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
