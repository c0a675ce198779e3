/** The window's title says what the lamp says; the sign in the tray takes its sentence from there. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { MINUTE } from '../../shared/domain/time.ts';
import { describeStatus } from '../format/status-sentence.ts';
import { useAppStore } from '../store/app-store.ts';
import { useNow } from '../ui/use-now.ts';
import { useFormats } from './list/use-window.ts';

export function useTitle(): void {
  const { t } = useTranslation();
  const { sync, clock } = useAppStore();
  const { snapshot, link } = useStore(sync.store);
  const formats = useFormats();
  const now = useNow(clock, MINUTE);
  const name = snapshot?.demo ? `${t('app.title')} – ${t('app.demo')}` : t('app.title');
  const sentence =
    snapshot && !snapshot.setupOpen
      ? describeStatus({ status: snapshot.status, linkIsLive: link === 'live', now }, t, formats)
          .headline
      : null;
  const title = sentence === null ? name : `${sentence} · ${name}`;

  useEffect(() => {
    document.title = title;
  }, [title]);
}
