/** Signing in: checks the address while it is typed, starts the sign-in, and waits for the browser's answer. */
import { useCallback, useEffect, useState } from 'react';
import type { CallReply, SetupState, SignInState } from '../../shared/contract/contract.ts';
import { messageOfError } from '../api.ts';
import { useAppStore } from '../store/app-store.ts';
import type { ConnectFormState, ConnectPhase, TypedClient } from '../ui/connection/ConnectForm.tsx';
import { tenantOf } from '../ui/connection/ConnectionFound.tsx';
import { TYPING_PAUSE_MS } from './typing-pause.ts';

/** Poll interval of a sign-in that waits for the browser, in milliseconds. */
const SIGN_IN_POLL_INTERVAL_MS = 700;

interface ConnectInput {
  readonly address: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

function useProbe(address: string): Pick<ConnectFormState, 'probed' | 'probing'> {
  const { client, timers } = useAppStore();
  const [probed, setProbed] = useState<ConnectFormState['probed']>(null);
  const [probing, setProbing] = useState(false);

  useEffect(() => {
    setProbed(null);
    if (address.trim() === '') {
      setProbing(false);
      return;
    }
    let current = true;
    const show = (reply: CallReply<'connection.probe'>) => {
      if (!current) return;
      setProbed(reply);
      setProbing(false);
    };
    setProbing(true);
    const cancel = timers.after(2 * TYPING_PAUSE_MS, () => {
      client.call('connection.probe', address).then(show, (failure: unknown) => {
        show({ ok: false, problem: { code: 'unexpected', detail: messageOfError(failure) } });
      });
    });
    return () => {
      current = false;
      cancel();
    };
  }, [client, timers, address]);
  return { probed, probing };
}

/** @param onConnected a new sign-in is stored. */
function useSignIn(onConnected: () => void) {
  const { client, timers } = useAppStore();
  const [phase, setPhase] = useState<ConnectPhase>({ name: 'form' });

  const fail = useCallback((failure: unknown) => {
    setPhase({
      name: 'failed',
      problem: { code: 'unexpected', detail: messageOfError(failure) },
    });
  }, []);

  const show = useCallback(
    (state: SignInState) => {
      switch (state.phase) {
        case 'none':
          setPhase({ name: 'form' });
          return;
        case 'waiting':
          setPhase((before) =>
            before.name === 'waiting' && before.url === state.url
              ? before
              : { name: 'waiting', url: state.url },
          );
          return;
        case 'failed':
          setPhase({ name: 'failed', problem: state.problem });
          return;
        case 'done':
          setPhase({ name: 'done', report: state.report });
          onConnected();
      }
    },
    [onConnected],
  );

  // A window that was reloaded while the browser waited finds the sign-in still under way.
  useEffect(() => {
    client.call('connection.signInState').then(
      (state) => state.phase === 'waiting' && show(state),
      () => undefined,
    );
  }, [client, show]);

  const isWaiting = phase.name === 'waiting';
  useEffect(() => {
    if (!isWaiting) return;
    let current = true;
    let cancel: (() => void) | undefined;
    const ask = () => {
      cancel = timers.after(SIGN_IN_POLL_INTERVAL_MS, () => {
        client.call('connection.signInState').then(
          (state) => {
            if (!current) return;
            show(state);
            ask();
          },
          () => current && ask(),
        );
      });
    };
    ask();
    return () => {
      current = false;
      cancel?.();
    };
  }, [client, timers, isWaiting, show]);

  return {
    phase,
    signIn(input: ConnectInput) {
      setPhase({ name: 'busy' });
      client.call('connection.signIn', input).then(show, fail);
    },
    enterToken(input: ConnectInput & { readonly refreshToken: string }) {
      setPhase({ name: 'busy' });
      client.call('connection.useToken', input).then((reply) => {
        if (!reply.ok) return setPhase({ name: 'failed', problem: reply.problem });
        setPhase({ name: 'done', report: reply.report });
        onConnected();
      }, fail);
    },
    again: () => setPhase({ name: 'form' }),
    cancel() {
      setPhase({ name: 'form' });
      client.call('connection.cancelSignIn').catch(fail);
    },
  };
}

export function useConnectForm({
  connection,
  typed: before,
  onTyped,
  onConnected,
}: {
  readonly connection: SetupState['connection'];
  /** Input of an earlier visit. */
  readonly typed?: Partial<TypedClient>;
  readonly onTyped?: (typed: TypedClient) => void;
  onConnected(): void;
}): ConnectFormState {
  const [typed, setTyped] = useState<TypedClient>({
    address: connection.baseUrl === null ? '' : tenantOfInput(connection.baseUrl),
    clientId: connection.clientId ?? '',
    clientSecret: '',
    way: 'browser',
    ...before,
  });
  const [refreshToken, setRefreshToken] = useState('');
  const { address, clientId, clientSecret, way } = typed;
  const { phase, signIn, enterToken, cancel, again } = useSignIn(onConnected);
  return {
    typed,
    refreshToken,
    ...useProbe(address),
    phase,
    type(part) {
      const next = { ...typed, ...part };
      setTyped(next);
      onTyped?.(next);
    },
    typeToken: setRefreshToken,
    submit() {
      const input = { address, clientId, clientSecret };
      if (way === 'browser') signIn(input);
      else enterToken({ ...input, refreshToken });
    },
    cancel,
    again,
  };
}

/** Leaves out `https://`; any other scheme has to be seen. */
function tenantOfInput(baseUrl: string): string {
  return baseUrl.startsWith('https://') ? tenantOf(baseUrl) : baseUrl;
}
