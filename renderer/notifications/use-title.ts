/** The window's title says what the lamp says; the sign in the tray takes its sentence from there. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { MINUTE } from '../../shared/domain/time.ts';
import { describeStatus } from '../format/status-sentence.ts';
import { useAppStore } from '../store/app-store.ts';
import { useNow } from '../ui/use-now.ts';
import { useFormats } from '../hooks/use-formats.ts';

export function useTitle(): void {
  const { t } = useTranslation();
  const { sync, clock } = useAppStore();
  const formats = useFormats();
  const now = useNow(clock, MINUTE);
  const title = useStore(sync.store, ({ snapshot, link }) => {
    const name = snapshot?.demo ? `${t('app.title')} – ${t('app.demo')}` : t('app.title');
    if (!snapshot || snapshot.setupOpen) return name;
    const linkIsLive = link === 'live';
    const { headline } = describeStatus({ status: snapshot.status, linkIsLive, now }, t, formats);
    return `${headline} · ${name}`;
  });

  useEffect(() => {
    document.title = title;
  }, [title]);
}
