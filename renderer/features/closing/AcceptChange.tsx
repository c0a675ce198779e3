/** A person accepts what RetailSuite has of a changed posting: the same money, with another day, text, account or receipt. */
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfError } from '../../api.ts';
import { asSentence } from '../../format/as-sentence.ts';
import { useAppStore } from '../../store/app-store.ts';
import { TextField } from '../../ui/form/TextField.tsx';

export interface AcceptChangeProps {
  readonly job: number;
  /** As the document is called. */
  readonly name: string;
  onAccepted(): void;
}

export function AcceptChange({ job, name, onAccepted }: AcceptChangeProps) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const isMissing = isTried && reason.trim() === '';

  function save(event: SyntheticEvent): void {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || isSaving) return;
    setSaving(true);
    client
      .call('closing.accept', { job, reason: reason.trim() })
      .then(
        () => {
          notices.show('good', t('closing.accepted'));
          onAccepted();
        },
        (error: unknown) =>
          notices.show('bad', t('closing.failed', { reason: asSentence(messageOfError(error)) })),
      )
      .finally(() => setSaving(false));
  }

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
        <form className="gap-form" noValidate onSubmit={save}>
          <TextField
            label={t('closing.why')}
            help={t('closing.acceptHelp')}
            value={reason}
            isInvalid={isMissing}
            onChange={setReason}
          >
            {isMissing && <p className="field-fault">{t('closing.whyMissing')}</p>}
          </TextField>
          <div className="form-row">
            <button type="submit" className="button button-outline" aria-disabled={isSaving}>
              {t('closing.acceptSave')}
            </button>
          </div>
        </form>
      )}
    </>
  );
}
