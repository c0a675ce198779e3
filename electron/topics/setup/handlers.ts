/** The calls of the first start and of the tab SETTINGS. */
import { CallError } from '../../../shared/contract/result.ts';
import type { HandlerParts, HandlersOf } from '../handler-parts.ts';

export function setupHandlers(
  parts: HandlerParts,
): HandlersOf<'setup'> &
  HandlersOf<'connection'> &
  HandlersOf<'folders'> &
  HandlersOf<'settings'> &
  HandlersOf<'backup'> {
  const { setup } = parts;
  const { connecting, backups } = setup;
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
      if (!setup.startDemo) throw new CallError('refused', 'There is no demo shop here.');
      return { url: await setup.startDemo() };
    },
    'connection.probe': (address) => connecting.probe(address),
    'connection.signIn': (input) => connecting.signIn(input),
    'connection.signInState': () => connecting.signInState(),
    'connection.cancelSignIn': () => {
      connecting.cancelSignIn();
      return null;
    },
    'connection.useToken': (input) => connecting.useToken(input),
    'connection.test': () => connecting.test(),
    'connection.signOut': () => {
      connecting.signOut();
      return connecting.state();
    },
    'folders.check': (use, text) => setup.checkFolder(use, text),
    'folders.choose': async (start) => {
      if (!setup.chooseFolder) throw new CallError('refused', 'This window has no dialog.');
      return { path: await setup.chooseFolder(start) };
    },
    'settings.save': (change) => setup.save(change),
    'backup.state': () => backups.state(),
    'backup.make': () => backups.make(),
    'backup.restore': (name) => backups.restore(name),
  };
}
