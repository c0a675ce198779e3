/** Tells a person that a call failed, and why. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfError } from '../api.ts';
import { asSentence } from '../format/as-sentence.ts';
import { useAppStore } from '../store/app-store.ts';

/** Sentences with a `reason`. */
type Sentence =
  | 'byHand.failed'
  | 'closing.failed'
  | 'desktop.failed'
  | 'problems.failed'
  | 'retry.failed'
  | 'stores.failed'
  | 'taxFolder.failed'
  | 'toolbar.kickFailed'
  | 'toolbar.stopFailed'
  | 'updates.failed';

export function useFailed(sentence: Sentence): (error: unknown) => void {
  const { t } = useTranslation();
  const { notices } = useAppStore();
  return useCallback(
    (error) => notices.show('bad', t(sentence, { reason: asSentence(messageOfError(error)) })),
    [notices, sentence, t],
  );
}
