/** The entry of the window: finds its backend, mounts the app, and says so where that fails. */
import type { Api } from '../shared/contract/contract.ts';
import { preloadApi } from './api.ts';
import { mount, mountBootError } from './mount.tsx';

/** In Electron the preload's api, in a browser of this PC the loopback client. */
async function connect(): Promise<Api> {
  const api = preloadApi();
  if (api) return api;
  const { connectLoopback } = await import('./loopback-client.ts');
  return connectLoopback();
}

async function boot(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element #root');
  try {
    mount(root, await connect());
  } catch (error) {
    mountBootError(root, error, () => window.location.reload());
  }
}

void boot();
