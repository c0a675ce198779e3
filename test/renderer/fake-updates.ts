/** New versions in memory: how they stand decides the test. */
import type { Snapshot, UpdateState } from '../../shared/contract/contract.ts';
import type { CallName } from '../../shared/contract/names.ts';

type UpdateCall = Extract<CallName, `updates.${string}`>;

export function isUpdateCall(name: CallName): name is UpdateCall {
  return name.startsWith('updates.');
}

export class FakeUpdates {
  /** Null: the program is not installed. */
  state: UpdateState | null = null;

  get note(): Snapshot['update'] {
    const { phase, found } = this.state ?? {};
    return found && (phase === 'ready' || phase === 'told')
      ? { version: found.version, kind: phase }
      : null;
  }

  answer(name: UpdateCall): unknown {
    switch (name) {
      case 'updates.state':
      case 'updates.look':
        return this.state;
      case 'updates.install':
        return { installing: this.state?.waitsFor === 'quiet', state: this.state };
      case 'updates.openDownload':
        return null;
    }
  }
}
