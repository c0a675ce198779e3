/** Signing in: looks at the address while it is typed, starts the sign-in, and waits for what the browser brings. */
import { useCallback, useEffect, useState } from 'react';
import type {
  CallReply,
  ConnectionReport,
  SignInState,
} from '../../../shared/contract/contract.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';
import { TYPING_PAUSE_MS } from '../../hooks/typing-pause.ts';

const POLL_MS = 700;

export interface ConnectInput {
  readonly address: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export type Phase =
  | { readonly name: 'form' }
  | { readonly name: 'busy' }
  | { readonly name: 'waiting'; readonly url: string }
  | { readonly name: 'failed'; readonly problem: SetupProblem }
  | { readonly name: 'done'; readonly report: ConnectionReport };

/** What the address is, as far as it is known; null: nothing was typed, or it is being looked at. */
export type Probed = CallReply<'connection.probe'> | null;

export function useProbe(address: string): { readonly probed: Probed; readonly probing: boolean } {
  const { client, timers } = useAppStore();
  const [probed, setProbed] = useState<Probed>(null);
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

export interface Connect {
  readonly phase: Phase;
  signIn(input: ConnectInput): void;
  enterToken(input: ConnectInput & { readonly refreshToken: string }): void;
  cancel(): void;
  /** Back to the form, with what was typed. */
  again(): void;
}

/** @param onConnected a new sign-in is stored. */
export function useConnect(onConnected: () => void): Connect {
  const { client, timers } = useAppStore();
  const [phase, setPhase] = useState<Phase>({ name: 'form' });

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
      cancel = timers.after(POLL_MS, () => {
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
    signIn(input) {
      setPhase({ name: 'busy' });
      client.call('connection.signIn', input).then(show, fail);
    },
    enterToken(input) {
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
