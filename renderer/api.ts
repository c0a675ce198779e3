/**
 * The window's line to the backend: the only place that touches `window.api`, and where results become values or errors.
 */
import type { Api, CallArgs, CallReply, Changes } from '../shared/contract/contract.ts';
import type { CallName } from '../shared/contract/names.ts';
import type { ErrorCode } from '../shared/contract/result.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload script; absent in a browser. */
    readonly api?: Api;
  }
}

/** A call that the backend answered with a failure, or that never reached it. */
export class CallFailed extends Error {
  readonly call: CallName;
  readonly code: ErrorCode;

  constructor(call: CallName, code: ErrorCode, message: string) {
    super(message);
    this.name = 'CallFailed';
    this.call = call;
    this.code = code;
  }
}

export interface Client {
  /** @throws CallFailed */
  call<C extends CallName>(name: C, ...args: CallArgs<C>): Promise<CallReply<C>>;
  subscribe(onChanges: (changes: Changes) => void, onGap: () => void): () => void;
}

export function createClient(api: Api): Client {
  return {
    async call(name, ...args) {
      let result;
      try {
        result = await api.call(name, ...args);
      } catch (error) {
        throw new CallFailed(name, 'unavailable', messageOfError(error));
      }
      if (!result.ok) throw new CallFailed(name, result.code, result.message);
      return result.value;
    },
    subscribe: (onChanges, onGap) => api.subscribe(onChanges, onGap),
  };
}

/** The api that Electron's preload script put there; undefined in a browser. */
export function preloadApi(): Api | undefined {
  return window.api;
}

export function messageOfError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
