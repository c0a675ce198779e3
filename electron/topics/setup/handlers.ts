/** The calls of the first start. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { Setup } from './setup.ts';

export interface SetupHandlersOptions {
  readonly setup: Setup;
  /** Starts a demo shop with a folder of its own. @returns the address of its window */
  readonly startDemo: (() => Promise<string>) | undefined;
}

export function createSetupHandlers({
  setup,
  startDemo,
}: SetupHandlersOptions): HandlersOf<'setup'> {
  return {
    'setup.state': () => setup.state(),
    'setup.go': (step) => {
      setup.go(step);
      return null;
    },
    'setup.keep': (draft) => {
      setup.keep(draft);
      return null;
    },
    'setup.close': (how) => {
      setup.close(how);
      return null;
    },
    'setup.startDemo': async () => {
      if (!startDemo) throw new CallError('refused', 'There is no demo shop here.');
      return { url: await startDemo() };
    },
  };
}
