/** The calls of the connection to RetailSuite. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import type { Connecting } from './connecting.ts';

export function createConnectionHandlers({
  connecting,
}: {
  readonly connecting: Connecting;
}): HandlersOf<'connection'> {
  return {
    'connection.probe': (address) => connecting.probe(address),
    'connection.signIn': (input) => connecting.signIn(input),
    'connection.signInState': () => connecting.signInState(),
    'connection.cancelSignIn': () => {
      connecting.cancelSignIn();
      return null;
    },
    'connection.useToken': (input) => connecting.useToken(input),
    'connection.test': () => connecting.test(),
    'connection.firstContact': async (bill) => (await connecting.firstContact(bill)) ?? null,
    'connection.signOut': () => {
      connecting.signOut();
      return connecting.state();
    },
  };
}
