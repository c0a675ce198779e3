/**
 * The window's line to the backend: where results become values or errors, and the only place that touches `window.api`.
 *
 * In Electron its preload script has put the contract there; a browser of this PC speaks HTTP to the backend that served
 * the page, and hears events by a stream.
 */
import type { Api, CallArgs, CallReply, Changes } from '../shared/contract/contract.ts';
import { PAGE_SECRET_HEADER, type CallName } from '../shared/contract/names.ts';
import { failure, type ErrorCode, type Result } from '../shared/contract/result.ts';

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

const CALL_TIMEOUT_MS = 30_000;
/** Of all requests under way together a browser allows 64 KiB; three bytes a character at most. */
const MAX_KEPT_ALIVE_BYTES = 16 * 1024;
const TOKEN = /^#token=([\w-]+)$/;

/** Kept by the origin of this page, port included: it outlives a reload, and no other port of this PC can read it. */
const PAGE_SECRET = 'venduo.page';
const pageSecret = () => localStorage.getItem(PAGE_SECRET) ?? '';

/** Neither a fresh address nor a session from before. */
export class NoSessionError extends Error {
  constructor() {
    super('This address was used already or is not known.');
    this.name = 'NoSessionError';
  }
}

/**
 * Exchanges the address's one-time token for a session, or goes on with the one there is.
 *
 * @throws NoSessionError, or the browser's error when the backend is not there
 */
export async function connectLoopback(): Promise<Api> {
  const token = TOKEN.exec(location.hash)?.[1];
  const response = await post('/api/session', token === undefined ? {} : { token });
  // The token is used up: it must not stay in the address, where a reload or a bookmark would find it.
  if (token !== undefined) history.replaceState(null, '', location.pathname);
  if (!response.ok) throw new NoSessionError();
  const { page } = (await response.json()) as { page?: string };
  if (page !== undefined) localStorage.setItem(PAGE_SECRET, page);
  return { call, subscribe };
}

function post(path: string, body: unknown): Promise<Response> {
  const text = JSON.stringify(body);
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [PAGE_SECRET_HEADER]: pageSecret() },
    body: text,
    credentials: 'same-origin',
    // A save on closing the page must still arrive; a browser refuses it for more than this.
    keepalive: text.length < MAX_KEPT_ALIVE_BYTES,
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
  });
}

async function call<C extends CallName>(
  name: C,
  ...args: CallArgs<C>
): Promise<Result<CallReply<C>>> {
  try {
    const response = await post('/api/call', { name, args });
    return (await response.json()) as Result<CallReply<C>>;
  } catch (error) {
    return failure('unavailable', messageOfError(error));
  }
}

function subscribe(onChanges: (changes: Changes) => void, onGap: () => void): () => void {
  const source = new EventSource(`/api/changes?page=${encodeURIComponent(pageSecret())}`);
  // The first time too: a snapshot that was answered before the stream was open may already be old. Later, the browser
  // has connected again by itself, and what came in between is missing.
  source.onopen = onGap;
  // Heard at once, so that the window asks, hears nothing, and says that the line is interrupted.
  source.onerror = onGap;
  source.onmessage = (event: MessageEvent<string>) => onChanges(JSON.parse(event.data) as Changes);
  return () => source.close();
}
