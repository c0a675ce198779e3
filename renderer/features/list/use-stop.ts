/** STOP in the toolbar. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';

/** Takes no further job; a second press while the first is out does nothing. */
export function useStop(): { readonly stopping: boolean; stop(): void } {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const failed = useFailed('toolbar.stopFailed');
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
        failed,
      )
      .finally(() => setStopping(false));
  }, [client, failed, notices, t]);
  return { stopping, stop };
}
