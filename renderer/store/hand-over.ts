/** What a person handed over: sent to the backend piece by piece, one delivery after the other, and followed until it is read. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  PIECE_BYTES,
  type HandOverRefusal,
  type HandOverResult,
} from '../../shared/contract/contract.ts';
import type { Timers } from '../../shared/domain/time.ts';
import { messageOfError, type Client } from '../api.ts';

const POLL_INTERVAL_MS = 300;

export type HandOverStep =
  | { readonly kind: 'queued' }
  /** `bytes` of the whole delivery are there. */
  | { readonly kind: 'sending'; readonly sent: number; readonly bytes: number }
  /** New receipts stored so far. */
  | { readonly kind: 'reading'; readonly events: number }
  | { readonly kind: 'done'; readonly result: HandOverResult }
  | { readonly kind: 'refused'; readonly refusal: HandOverRefusal; readonly detail: string }
  | { readonly kind: 'failed'; readonly reason: string }
  /** A person called it off before it was read. */
  | { readonly kind: 'cancelled' };

export interface Offered {
  readonly name: string;
  readonly isFolder: boolean;
  /** A folder: names with `/` in front of what lies one level deeper. */
  readonly files: readonly { readonly name: string; readonly blob: Blob }[];
}

export interface HandOverItem {
  readonly id: number;
  readonly name: string;
  readonly step: HandOverStep;
}

export interface HandOver {
  /** In the order in which they were handed over; empty: nothing to tell. */
  readonly store: StoreApi<readonly HandOverItem[]>;
  take(offered: readonly Offered[]): void;
  /** What was dropped could not even be looked at. */
  failed(name: string, error: unknown): void;
  /** Calls off what is not being read yet: what came of it is removed, and nothing of it is imported. */
  cancel(id: number): void;
  /** Forgets what has ended. */
  dismiss(): void;
}

export function hasEnded({ step }: HandOverItem): boolean {
  return !['queued', 'sending', 'reading'].includes(step.kind);
}

/** What is being read is stored in short transactions already. */
export function canCancel({ step }: HandOverItem): boolean {
  return step.kind === 'queued' || step.kind === 'sending';
}

export function createHandOver(client: Client, timers: Timers): HandOver {
  const store = createStore<readonly HandOverItem[]>(() => []);
  let lastId = 0;
  let running: Promise<void> = Promise.resolve();

  /** What a person called off is over, whatever still comes of it. */
  const cancelled = new Set<number>();

  function set(id: number, step: HandOverStep): void {
    if (cancelled.has(id)) return;
    store.setState((all) => all.map((one) => (one.id === id ? { ...one, step } : one)), true);
  }

  function add(name: string, step: HandOverStep): number {
    lastId += 1;
    const id = lastId;
    // What ended before was read by now: a new delivery begins a new account of it.
    store.setState((all) => [...(all.every(hasEnded) ? [] : all), { id, name, step }], true);
    return id;
  }

  async function handOver(id: number, { name, isFolder, files }: Offered): Promise<void> {
    if (cancelled.has(id)) return undefined;
    if (files.length === 0) return set(id, { kind: 'refused', refusal: 'empty', detail: '' });
    const begun = await client.call('handOver.begin', {
      name,
      isFolder,
      files: files.map((file) => ({ name: file.name, bytes: file.blob.size })),
    });
    if (!begun.ok) {
      const { refusal, detail } = begun;
      return set(id, { kind: 'refused', refusal, detail });
    }
    await send(id, begun.id, files);
    if (cancelled.has(id)) {
      await client.call('handOver.cancel', begun.id);
      return undefined;
    }
    set(id, { kind: 'reading', events: 0 });
    await client.call('handOver.end', begun.id);
    for (;;) {
      const progress = await client.call('handOver.progress', begun.id);
      if (progress.phase === 'done') return set(id, { kind: 'done', result: progress.result });
      set(id, { kind: 'reading', events: progress.phase === 'reading' ? progress.events : 0 });
      await new Promise<void>((resolve) => timers.after(POLL_INTERVAL_MS, resolve));
    }
  }

  async function send(id: number, delivery: string, files: Offered['files']): Promise<void> {
    const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
    let sent = 0;
    set(id, { kind: 'sending', sent, bytes });
    for (const [file, { blob }] of files.entries()) {
      for (let offset = 0; offset < blob.size; offset += PIECE_BYTES) {
        if (cancelled.has(id)) return;
        const piece = blob.slice(offset, offset + PIECE_BYTES);
        const base64 = await base64Of(piece);
        await client.call('handOver.write', { id: delivery, file, offset, base64 });
        sent += piece.size;
        set(id, { kind: 'sending', sent, bytes });
      }
    }
  }

  return {
    store,
    take(offered) {
      for (const one of offered) {
        const id = add(one.name, { kind: 'queued' });
        running = running
          .then(() => handOver(id, one))
          .catch((error: unknown) => set(id, { kind: 'failed', reason: messageOfError(error) }));
      }
    },
    failed: (name, error) => void add(name, { kind: 'failed', reason: messageOfError(error) }),
    cancel(id) {
      if (!store.getState().some((one) => one.id === id && canCancel(one))) return;
      set(id, { kind: 'cancelled' });
      cancelled.add(id);
    },
    dismiss: () => store.setState((all) => all.filter((one) => !hasEnded(one)), true),
  };
}

/** @throws when the file was changed or taken away since it was chosen */
function base64Of(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read.'));
    reader.readAsDataURL(piece);
  });
}
