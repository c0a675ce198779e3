/** Settings: whether the system calls a person who is needed, and a try of that. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';
import { allowNotifications, showNotification } from '../../notifications/notification.ts';
import { Section } from './Section.tsx';

export function NotificationSection() {
  const { t } = useTranslation();
  const { client, notices, view } = useAppStore();
  const notify = useStore(view.store, ({ preferences }) => preferences.notify);
  const [isUnavailable, setUnavailable] = useState(false);

  async function show(): Promise<void> {
    try {
      await allowNotifications();
      const outcome = await showNotification(client, {
        title: t('notification.tryTitle'),
        body: t('notification.tryBody'),
      });
      setUnavailable(outcome === 'unavailable');
    } catch (failure) {
      notices.show('bad', messageOfError(failure));
    }
  }

  return (
    <Section name="notification" text={t('notification.text')}>
      <div className="form-field">
        <label className="check">
          <input
            type="checkbox"
            checked={notify}
            onChange={(event) => {
              view.setPreferences({ notify: event.target.checked });
              if (event.target.checked) void allowNotifications();
            }}
          />
          {t('notification.on')}
        </label>
        <p className="form-help">{t('notification.help')}</p>
      </div>
      <div className="form-row">
        <button type="button" className="button button-outline" onClick={() => void show()}>
          {t('notification.try')}
        </button>
      </div>
      <div aria-live="polite">
        {isUnavailable && <p className="note-line">{t('notification.unavailable')}</p>}
      </div>
    </Section>
  );
}
