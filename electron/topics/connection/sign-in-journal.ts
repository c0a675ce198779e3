/** Who signed in or out, and where: for the journal, from the window and from the command line alike. */
import type { Clock } from '../../../shared/domain/time.ts';
import type { Journal } from '../../core/db/journal.ts';

export function createSignInJournal(journal: Journal, clock: Clock) {
  const note = (action: 'connect' | 'sign-out', details: Record<string, string>): void => {
    journal.append({
      at: clock(),
      topic: 'setting',
      subject: 'rs.connection',
      action,
      reason: null,
      details,
    });
  };
  return {
    connected: (baseUrl: string, clientId: string) => note('connect', { baseUrl, clientId }),
    signedOut: (baseUrl: string) => note('sign-out', { baseUrl }),
  };
}
