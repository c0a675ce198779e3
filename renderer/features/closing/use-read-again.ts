/** Asks RetailSuite now, for a day or one closing of it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../hooks/use-formats.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';

export function useReadAgain(day: string, onRead: () => void) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const failed = useFailed('closing.failed');
  const { language } = useFormats();
  const [isReading, setReading] = useState(false);

  function readAgain(key?: string): void {
    if (isReading) return;
    setReading(true);
    client
      .call('closing.read', { day, ...(key !== undefined && { key }) }, language)
      .then(({ closings }) => {
        const read = closings.filter((one) => key === undefined || one.key === key);
        const failed = read.some(({ line }) =>
          line.reasons.some(({ code }) => code === 'rs-not-read'),
        );
        notices.show(failed ? 'bad' : 'good', t(failed ? 'closing.notRead' : 'closing.wasRead'));
        onRead();
      }, failed)
      .finally(() => setReading(false));
  }

  return { isReading, readAgain };
}
