/** Settings: signing out, with a second thought. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfError } from '../../api.ts';
import { asSentence } from '../../format/as-sentence.ts';
import { useAppStore } from '../../store/app-store.ts';

export function SignOut({ onSignedOut }: { onSignedOut(): Promise<void> }) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const [phase, setPhase] = useState<'idle' | 'asking' | 'busy'>('idle');

  function signOut(): void {
    setPhase('busy');
    client.call('connection.signOut').then(
      async () => {
        notices.show('good', t('settings.signedOut'));
        await onSignedOut();
      },
      (failure: unknown) => {
        notices.show(
          'bad',
          t('settings.signOutFailed', { reason: asSentence(messageOfError(failure)) }),
        );
        setPhase('idle');
      },
    );
  }

  if (phase === 'idle') {
    return (
      <div className="form-row">
        <button type="button" className="button button-text" onClick={() => setPhase('asking')}>
          {t('settings.signOut')}
        </button>
      </div>
    );
  }
  return (
    <div className="found-panel found-panel-note form" role="status">
      <strong>{t('settings.signOutSure')}</strong>
      <p>{t('settings.signOutText')}</p>
      <div className="form-row">
        <button
          type="button"
          className="button button-primary"
          aria-disabled={phase === 'busy'}
          onClick={() => phase !== 'busy' && signOut()}
        >
          {t('settings.signOutYes')}
        </button>
        <button
          type="button"
          className="button button-outline"
          aria-disabled={phase === 'busy'}
          onClick={() => phase !== 'busy' && setPhase('idle')}
        >
          {t('settings.signOutNo')}
        </button>
      </div>
    </div>
  );
}
