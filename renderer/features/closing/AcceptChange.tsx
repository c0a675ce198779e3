/** A person accepts what RetailSuite has of a changed posting: the same money, with another day, text, account or receipt. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import { WhyForm } from './WhyForm.tsx';

export interface AcceptChangeProps {
  readonly job: number;
  /** As the document is called. */
  readonly name: string;
  onAccepted(): void;
}

export function AcceptChange({ job, name, onAccepted }: AcceptChangeProps) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const failed = useFailed('closing.failed');
  const [isOpen, setOpen] = useState(false);

  const accept = (reason: string) =>
    client.call('closing.accept', { job, reason }).then(() => {
      notices.show('good', t('closing.accepted'));
      onAccepted();
    }, failed);

  return (
    <>
      <button
        type="button"
        className="button button-small button-outline"
        aria-expanded={isOpen}
        aria-label={t('closing.acceptOf', { name })}
        onClick={() => setOpen(!isOpen)}
      >
        {t('closing.accept')}
      </button>
      {isOpen && (
        <WhyForm label={t('closing.acceptSave')} help={t('closing.acceptHelp')} onSave={accept} />
      )}
    </>
  );
}
