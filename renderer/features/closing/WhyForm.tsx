/** What a person says with a reason, which is asked for and never empty. */
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../ui/form/TextField.tsx';

export interface WhyFormProps {
  /** Of the button. */
  readonly label: string;
  readonly help?: string;
  readonly example?: string;
  /** Stands between the reason and the button. */
  readonly children?: ReactNode;
  /** Settles once it is known what came of it. */
  onSave(reason: string): Promise<void>;
}

export function WhyForm({ label, help, example, children, onSave }: WhyFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const isMissing = isTried && reason.trim() === '';

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    setTried(true);
    if (reason.trim() === '' || isSaving) return;
    setSaving(true);
    void onSave(reason.trim()).finally(() => setSaving(false));
  }

  return (
    <form className="gap-form" noValidate onSubmit={submit}>
      <TextField
        label={t('closing.why')}
        {...(help !== undefined && { help })}
        value={reason}
        {...(example !== undefined && { placeholder: example })}
        isInvalid={isMissing}
        onChange={setReason}
      >
        {isMissing && <p className="field-fault">{t('closing.whyMissing')}</p>}
      </TextField>
      {children}
      <div className="form-row">
        <button type="submit" className="button button-outline" aria-disabled={isSaving}>
          {label}
        </button>
      </div>
    </form>
  );
}
