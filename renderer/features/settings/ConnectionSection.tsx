/** Settings: the connection, its state, a test, and signing in again. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tenantOf } from '../../ui/connection/ConnectionFound.tsx';
import { ConnectionTested } from '../../ui/connection/ConnectionTested.tsx';
import { SetupProblemCard } from '../../ui/SetupProblemCard.tsx';
import { ConnectForm, SecretStoreNote } from '../../ui/connection/ConnectForm.tsx';
import { useConnectionTest } from '../../hooks/use-connection-test.ts';
import { useConnectForm } from '../../hooks/use-connect-form.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { FirstContact } from './FirstContact.tsx';
import { Section, type SectionProps } from './Section.tsx';
import { SignOut } from './SignOut.tsx';

export function ConnectionSection({ state, onChanged }: SectionProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { connection, host } = state;
  const [isOpen, setOpen] = useState(!connection.connected);
  const { result, test, forget } = useConnectionTest();
  // A stored sign-in may no longer be valid: it is tested when the settings open.
  const [wasConnected] = useState(connection.connected);
  useEffect(() => {
    if (wasConnected) test();
  }, [wasConnected, test]);

  return (
    <Section name="connection">
      {connection.unreadable && (
        <SetupProblemCard problem={{ code: 'secrets-unreadable', detail: '' }} />
      )}
      {connection.baseUrl === null ? (
        <p>
          <strong>{t('settings.notConnected')}</strong>
        </p>
      ) : (
        <dl className="facts">
          <div className="fact">
            <dt>{t('settings.workspace')}</dt>
            <dd>
              <strong>{tenantOf(connection.baseUrl)}</strong>
            </dd>
          </div>
          <div className="fact">
            <dt>{t('settings.clientId')}</dt>
            <dd>{connection.clientId}</dd>
          </div>
          <div className="fact">
            <dt>{t('settings.proxy')}</dt>
            <dd>
              {connection.proxy === null
                ? t('settings.proxyNone')
                : t('settings.proxyVia', { proxy: connection.proxy })}
            </dd>
          </div>
        </dl>
      )}
      {connection.connected && (
        <div className="form-row">
          <button
            type="button"
            className="button button-outline"
            aria-disabled={result === 'testing'}
            onClick={() => result !== 'testing' && test()}
          >
            {t(result === 'testing' ? 'settings.testing' : 'settings.test')}
          </button>
          {!isOpen && (
            <button type="button" className="button button-text" onClick={() => setOpen(true)}>
              {t('connect.change')}
            </button>
          )}
        </div>
      )}
      {result !== null && result !== 'testing' && (
        <ConnectionTested result={result} formats={formats} />
      )}
      {connection.connected && <FirstContact />}
      {connection.connected && (
        <SignOut
          onSignedOut={async () => {
            forget();
            setOpen(true);
            await onChanged();
          }}
        />
      )}
      {isOpen ? (
        <SignIn state={state} onChanged={onChanged} />
      ) : (
        connection.secretStore === 'key-file' && (
          <SecretStoreNote store="key-file" isDesktop={host.opensBrowser} />
        )
      )}
    </Section>
  );
}

function SignIn({ state, onChanged }: Pick<SectionProps, 'state' | 'onChanged'>) {
  const { connection, host } = state;
  const formats = useFormats();
  const form = useConnectForm({ connection, onConnected: () => void onChanged() });
  return (
    <ConnectForm
      connection={connection}
      opensBrowser={host.opensBrowser}
      form={form}
      formats={formats}
    />
  );
}
