/**
 * Notifies a manager whose attention is elsewhere that a person is needed: once per cause, never for a cause that ends by itself.
 *
 * A cause that went away and comes back is reported again. A stop is reported once, when it seems to be forgotten.
 */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isForgotten } from '../../shared/domain/stop.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import { needsPerson, type HeldUp } from '../format/pause.ts';
import { describeTally } from '../format/status-sentence.ts';
import { navigate } from '../router.ts';
import { useAppStore } from '../store/app-store.ts';
import { useNow } from '../ui/use-now.ts';
import { showNotification } from './notification.ts';
import { useFormats } from '../hooks/use-formats.ts';

/** A program that was never connected is in a person's hands already. */
function isNews(pause: HeldUp): boolean {
  return needsPerson(pause) && pause.cause !== 'not-connected';
}

export function useAlerts(): void {
  const { t } = useTranslation();
  const { sync, client, clock, view } = useAppStore();
  const isWanted = useStore(view.store, ({ preferences }) => preferences.notify);
  const now = useNow(clock, MINUTE);
  const formats = useFormats();
  const reported = useRef<ReadonlySet<string>>(new Set());
  const wanted = useStore(sync.store, ({ snapshot }) => {
    if (!snapshot || snapshot.setupOpen) return '';
    const { attention, pause } = snapshot.status;
    const stopped = pause && isNews(pause) ? pause.cause : '';
    const forgotten = isForgotten(snapshot.status, now) ? `forgotten ${pause?.since}` : '';
    return attention.count > 0 || stopped !== '' || forgotten !== ''
      ? `${attention.count} ${stopped}${forgotten}`
      : '';
  });

  useEffect(() => {
    if (wanted === '') {
      reported.current = new Set();
      return undefined;
    }
    let current = true;

    function notify(body: string): void {
      showNotification(client, { title: t('alert.title'), body }).then(
        (outcome) => outcome === 'clicked' && navigate({ name: 'attention' }),
        () => undefined,
      );
    }

    async function report(): Promise<void> {
      const { cards } = await client.call('attention.list');
      if (!current) return;
      const status = sync.store.getState().snapshot?.status;
      const pause = status?.pause;
      const found = new Map(
        cards.map((card) => [
          JSON.stringify(card.key),
          t('alert.cause', {
            documents: describeTally(card.tally, t, formats),
            what: t(`cause.${card.key.cause}.what`),
            count: card.tally.count,
          }),
        ]),
      );
      if (pause && isNews(pause)) {
        found.set(`pause ${pause.cause}`, t(`cause.${pause.cause}.what`));
      }
      if (status && isForgotten(status, clock())) {
        found.set(
          `stopped ${pause?.since}`,
          t('alert.forgotten', {
            documents: describeTally(status.pending, t, formats),
            count: status.pending.count,
          }),
        );
      }
      const fresh = [...found].filter(([key]) => !reported.current.has(key));
      reported.current = new Set(found.keys());
      // A person at the window sees it there.
      if (document.visibilityState === 'visible' && document.hasFocus()) return;
      if (!isWanted) return;
      for (const [, body] of fresh) notify(body);
    }

    report().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [wanted, isWanted, client, sync, clock, t, formats]);
}
