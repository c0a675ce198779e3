/** STOP in the toolbar. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfError } from '../../api.ts';
import { asSentence } from '../../format/as-sentence.ts';
import { useAppStore } from '../../store/app-store.ts';

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
