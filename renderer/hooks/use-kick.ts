/** KICK JOB, from the toolbar and from the card of a pause. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailed } from './use-failed.ts';
import { useAppStore } from '../store/app-store.ts';

/** Starts a run over everything that is not booked; a second press while the first is out does nothing. */
export function useKick(): { readonly kicking: boolean; kick(): void } {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const failed = useFailed('toolbar.kickFailed');
  const [kicking, setKicking] = useState(false);

  const kick = useCallback(() => {
    setKicking(true);
    client
      .call('engine.kick')
      .then(({ alreadyRunning, jobs }) => {
        if (alreadyRunning) notices.show('good', t('toolbar.kickedAlready'));
        else if (jobs === 0) notices.show('good', t('toolbar.kickedNone'));
        else notices.show('good', t('toolbar.kicked', { count: jobs }));
      }, failed)
      .finally(() => setKicking(false));
  }, [client, failed, notices, t]);
  return { kicking, kick };
}
