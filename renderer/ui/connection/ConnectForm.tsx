/** The form that connects to RetailSuite, in the first start and in the settings. */
import { useEffect, useId, useRef, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallReply, ConnectionReport, SetupState } from '../../../shared/contract/contract.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import type { Formats } from '../../format/formats.ts';
import { Icon } from '../Icon.tsx';
import { SetupProblemCard } from '../SetupProblemCard.tsx';
import { TextField } from '../form/TextField.tsx';
import { ConnectionFound, tenantOf } from './ConnectionFound.tsx';
import './ConnectForm.css';

/** The input of the form. */
export interface TypedClient {
  readonly address: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly way: 'browser' | 'token';
}

export type ConnectPhase =
  | { readonly name: 'form' }
  | { readonly name: 'busy' }
  | { readonly name: 'waiting'; readonly url: string }
  | { readonly name: 'failed'; readonly problem: SetupProblem }
  | { readonly name: 'done'; readonly report: ConnectionReport };

export interface ConnectFormState {
  readonly typed: TypedClient;
  readonly refreshToken: string;
  /** The answer at the address; null: nothing was typed, or it is still being checked. */
  readonly probed: CallReply<'connection.probe'> | null;
  readonly probing: boolean;
  readonly phase: ConnectPhase;
  type(part: Partial<TypedClient>): void;
  typeToken(refreshToken: string): void;
  submit(): void;
  cancel(): void;
  /** Back to the form, with what was typed. */
  again(): void;
}

export function ConnectForm({
  connection,
  opensBrowser,
  form,
  formats,
}: {
  readonly connection: SetupState['connection'];
  readonly opensBrowser: boolean;
  readonly form: ConnectFormState;
  readonly formats: Formats;
}) {
  const { t } = useTranslation();
  const { typed, refreshToken, probed, probing, phase, type, typeToken, cancel, again } = form;
  const { address, clientId, clientSecret, way } = typed;
  const wayId = useId();
  const keepsSecret = connection.baseUrl !== null && clientId === connection.clientId;
  const busy = phase.name === 'busy';
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (phase.name === 'failed') outcome.current?.scrollIntoView({ block: 'nearest' });
    // The button that had the focus is gone; the result comes next.
    if (phase.name === 'done') outcome.current?.focus();
  }, [phase]);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (!busy) form.submit();
  }

  if (phase.name === 'waiting') {
    return <Waiting url={phase.url} opened={opensBrowser} onCancel={cancel} />;
  }
  if (phase.name === 'done') {
    return (
      <div ref={outcome} className="form" tabIndex={-1}>
        <ConnectionFound report={phase.report} formats={formats} />
        <div className="form-row">
          <button type="button" className="button button-text" onClick={again}>
            {t('connect.change')}
          </button>
        </div>
      </div>
    );
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <TextField
        label={t('connect.address')}
        help={t('connect.addressHelp')}
        value={address}
        onChange={(text) => type({ address: text })}
        isInvalid={probed?.ok === false}
        inputMode="url"
      >
        {probing && address.trim() !== '' && (
          <p className="quiet">{t('connect.addressChecking')}</p>
        )}
        {probed?.ok && (
          <p className="found found-good">
            <Icon name="check" />
            <span>{t('connect.addressFound', { address: tenantOf(probed.baseUrl) })}</span>
          </p>
        )}
        {probed?.ok === false && phase.name !== 'failed' && (
          <SetupProblemCard problem={probed.problem} />
        )}
        {probed?.ok &&
          probed.warnings.map((warning) => (
            <SetupProblemCard key={warning.code} problem={warning} tone="note" />
          ))}
      </TextField>
      <div className="form-field">
        <div className="form-pair">
          <TextField
            label={t('connect.clientId')}
            value={clientId}
            onChange={(text) => type({ clientId: text })}
          />
          <TextField
            label={t('connect.clientSecret')}
            value={clientSecret}
            onChange={(text) => type({ clientSecret: text })}
            isSecret
            {...(keepsSecret && { help: t('connect.secretKept') })}
          />
        </div>
        <p className="form-help">{t('connect.clientHelp')}</p>
      </div>
      <fieldset>
        <legend className="form-legend">{t('connect.way')}</legend>
        {(['browser', 'token'] as const).map((one) => (
          <label key={one} className="option">
            <input
              type="radio"
              name={wayId}
              checked={way === one}
              onChange={() => type({ way: one })}
            />
            <strong>{t(one === 'browser' ? 'connect.wayBrowser' : 'connect.wayToken')}</strong>
            <span className="form-help">
              {t(one === 'browser' ? 'connect.wayBrowserHelp' : 'connect.wayTokenHelp')}
            </span>
          </label>
        ))}
      </fieldset>
      {way === 'token' && (
        <TextField label={t('connect.token')} value={refreshToken} onChange={typeToken} isSecret />
      )}
      <div className="form-row">
        <button type="submit" className="button button-primary" aria-disabled={busy}>
          {busy ? t('connect.busy') : t(way === 'browser' ? 'connect.signIn' : 'connect.useToken')}
        </button>
      </div>
      <div ref={outcome} className="form">
        {phase.name === 'failed' && <SetupProblemCard problem={phase.problem} />}
      </div>
      <SecretStoreNote store={connection.secretStore} isDesktop={opensBrowser} />
    </form>
  );
}

/** Where secrets are kept; a key file is named plainly. */
export function SecretStoreNote({
  store,
  isDesktop,
}: {
  readonly store: SetupState['connection']['secretStore'];
  readonly isDesktop: boolean;
}) {
  const { t } = useTranslation();
  if (store === 'system') return <p className="form-help">{t('connect.system')}</p>;
  return (
    <p className="found-panel found-panel-note">
      {t('connect.keyFile')} {t(isDesktop ? 'connect.keyFileDesktop' : 'connect.keyFileBrowser')}
    </p>
  );
}

function Waiting({
  url,
  opened,
  onCancel,
}: {
  readonly url: string;
  readonly opened: boolean;
  onCancel(): void;
}) {
  const { t } = useTranslation();
  const link = useRef<HTMLAnchorElement>(null);
  // In a browser the next thing to do is this link: Enter is enough.
  useEffect(() => link.current?.focus(), []);
  return (
    <div className="waiting-panel" role="status">
      <h2>{t('connect.waitingHeadline')}</h2>
      <p>
        {opened && t('connect.waitingOpened')} {t('connect.waitingText')}
      </p>
      <div className="form-row">
        {!opened && (
          <a
            ref={link}
            className="button button-primary"
            href={url}
            target="_blank"
            rel="noopener noreferrer"
          >
            {t('connect.openPage')}
          </a>
        )}
        <button type="button" className="button button-outline" onClick={onCancel}>
          {t('connect.cancel')}
        </button>
      </div>
    </div>
  );
}
