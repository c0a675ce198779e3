/** The entry of the window: finds its backend, mounts the app, and says so where that fails. */
import './no-eval.ts';
import { connectLoopback, preloadApi } from './api.ts';
import { mount, mountBootError } from './mount.tsx';

async function boot(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element #root');
  try {
    mount(root, preloadApi() ?? (await connectLoopback()));
  } catch (error) {
    mountBootError(root, error, () => window.location.reload());
  }
}

void boot();
