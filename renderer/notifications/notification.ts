/** A notification: of the desktop, else of the browser where the person allowed it. */
import type { CallArgs, CallReply } from '../../shared/contract/contract.ts';
import type { Client } from '../api.ts';

export type Outcome = CallReply<'desktop.notify'>['outcome'];

/** @returns what became of it, once it is gone. */
export async function showNotification(
  client: Client,
  message: CallArgs<'desktop.notify'>[0],
): Promise<Outcome> {
  const { outcome } = await client.call('desktop.notify', message);
  if (outcome !== 'unavailable' || !isAllowed()) return outcome;
  return new Promise((resolve) => {
    const shown = new Notification(message.title, { body: message.body });
    shown.onclick = () => {
      window.focus();
      resolve('clicked');
    };
    shown.onclose = () => resolve('closed');
    shown.onerror = () => resolve('unavailable');
  });
}

/** Asks the browser, which asks the person once. */
export async function allowNotifications(): Promise<void> {
  if ('Notification' in window && Notification.permission === 'default') {
    await Notification.requestPermission();
  }
}

function isAllowed(): boolean {
  return 'Notification' in window && Notification.permission === 'granted';
}
