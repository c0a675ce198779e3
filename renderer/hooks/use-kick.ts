/** KICK JOB, from the toolbar and from the card of a pause. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfError } from '../api.ts';
import { asSentence } from '../format/as-sentence.ts';
import { useAppStore } from '../store/app-store.ts';

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
