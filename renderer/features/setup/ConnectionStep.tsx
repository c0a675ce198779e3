/** Step 2: the connection to RetailSuite, or a demo shop to try things on. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';
import { ConnectionTested } from '../../ui/connection/ConnectionTested.tsx';
import { useConnectionTest } from '../../hooks/use-connection-test.ts';
import { useConnectForm } from '../../hooks/use-connect-form.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { ConnectForm } from '../../ui/connection/ConnectForm.tsx';
import type { StepProps } from './step-props.ts';
import './ConnectionStep.css';

export function ConnectionStep(props: StepProps) {
  const { state, frame, onNext } = props;
  const { t } = useTranslation();
  const { connection, host } = state;
  const [isOpen, setOpen] = useState(!connection.connected);
  return frame(
    <>
      <h1 tabIndex={-1}>{t('connect.headline')}</h1>
      <p className="setup-lead">{t('connect.text')}</p>
      {isOpen ? (
        <SignIn {...props} />
      ) : (
        <div className="form">
          <TestedConnection />
          <div className="form-row">
            <button type="button" className="button button-text" onClick={() => setOpen(true)}>
              {t('connect.change')}
            </button>
          </div>
        </div>
      )}
      {!connection.connected && <Demo hasDemo={host.hasDemo} />}
    </>,
    <button
      type="button"
      className={`button ${connection.connected ? 'button-primary' : 'button-outline'} setup-next`}
      onClick={onNext}
    >
      {t(connection.connected ? 'setup.next' : 'setup.nextUnconnected')}
    </button>,
  );
}

function SignIn({ state, draft, keep, secret, onSecret, onChanged }: StepProps) {
  const { connection, host } = state;
  const formats = useFormats();
  const form = useConnectForm({
    connection,
    typed: {
      ...(draft.address !== undefined && { address: draft.address }),
      ...(draft.clientId !== undefined && { clientId: draft.clientId }),
      ...(draft.way !== undefined && { way: draft.way }),
      clientSecret: secret,
    },
    onTyped({ clientSecret, ...typed }) {
      keep(typed);
      onSecret(clientSecret);
    },
    onConnected() {
      keep({ address: undefined, clientId: undefined, way: undefined });
      onSecret('');
      void onChanged();
    },
  });
  return (
    <ConnectForm
      connection={connection}
      opensBrowser={host.opensBrowser}
      form={form}
      formats={formats}
    />
  );
}

/** Tests again: a stored sign-in may no longer be valid. */
function TestedConnection() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { result, test } = useConnectionTest();
  useEffect(test, [test]);
  if (result === null || result === 'testing') return <p role="status">{t('connect.busy')}</p>;
  return <ConnectionTested result={result} formats={formats} />;
}

function Demo({ hasDemo }: { readonly hasDemo: boolean }) {
  const { t } = useTranslation();
  const { client } = useAppStore();
  const [phase, setPhase] = useState<'idle' | 'starting' | { url: string } | { error: string }>(
    'idle',
  );
  const start = () => {
    setPhase('starting');
    client
      .call('setup.startDemo')
      .then(setPhase, (failure: unknown) => setPhase({ error: messageOfError(failure) }));
  };
  return (
    <section className="aside-note">
      <h2>{t('connect.demo')}</h2>
      {hasDemo ? (
        <>
          <p className="quiet">{t('connect.demoText')}</p>
          {typeof phase === 'object' && 'url' in phase ? (
            <a className="button button-outline" href={phase.url} target="_blank" rel="noopener">
              {t('connect.demoOpen')}
            </a>
          ) : (
            <button
              type="button"
              className="button button-outline"
              aria-disabled={phase === 'starting'}
              onClick={() => phase !== 'starting' && start()}
            >
              {t(phase === 'starting' ? 'connect.demoStarting' : 'connect.demoStart')}
            </button>
          )}
          {typeof phase === 'object' && 'error' in phase && (
            <p role="alert">{t('connect.demoFailed', { reason: phase.error })}</p>
          )}
        </>
      ) : (
        <p className="quiet">{t('connect.demoNone')}</p>
      )}
    </section>
  );
}
