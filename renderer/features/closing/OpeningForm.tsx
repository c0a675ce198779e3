/** What lay in a drawer before its first closing, entered by a person with a reason; who and when are kept with it. */
import { useId, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosingLine } from '../../../shared/domain/closing.ts';
import type { Formats } from '../../format/formats.ts';
import { parseTyped } from '../../format/typed-number.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import { TextField } from '../../ui/form/TextField.tsx';

export interface OpeningFormProps {
  readonly line: Pick<ClosingLine, 'store' | 'payDesk'> & { readonly currency: string };
  /** A person entered one before: a new one takes its place. */
  readonly isKnown: boolean;
  readonly formats: Pick<Formats, 'language'>;
  onSaved(): void;
}

export function OpeningForm({ line, isKnown, formats, onSaved }: OpeningFormProps) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const failed = useFailed('closing.failed');
  const id = useId();
  const [isOpen, setOpen] = useState(!isKnown);
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [isSaving, setSaving] = useState(false);
  const [isTried, setTried] = useState(false);
  const cents = parseTyped(amount, 'amount', formats.language);
  const isAmount = cents !== undefined && cents >= 0;
  const isComplete = isAmount && reason.trim() !== '';

  function save(event: SyntheticEvent): void {
    event.preventDefault();
    setTried(true);
    if (!isComplete || isSaving || cents === undefined) return;
    setSaving(true);
    const { store, payDesk, currency } = line;
    client
      .call('till.opening', { store, payDesk, currency, cents, reason: reason.trim() })
      .then(() => {
        notices.show('good', t('closing.openingSaved'));
        setOpen(false);
        onSaved();
      }, failed)
      .finally(() => setSaving(false));
  }

  if (!isOpen) {
    return (
      <button type="button" className="button button-outline" onClick={() => setOpen(true)}>
        {t('closing.openingChange')}
      </button>
    );
  }
  return (
    <form className="gap-form" noValidate aria-labelledby={`${id}-title`} onSubmit={save}>
      <h3 id={`${id}-title`}>{t('closing.openingTitle')}</h3>
      <p className="quiet">{t('closing.openingHelp')}</p>
      <div className="form-pair">
        <TextField
          label={t('closing.openingAmount', { currency: line.currency })}
          value={amount}
          inputMode="decimal"
          isInvalid={isTried && !isAmount}
          onChange={setAmount}
        >
          {isTried && !isAmount && <p className="field-fault">{t('closing.openingInvalid')}</p>}
        </TextField>
        <TextField
          label={t('closing.why')}
          value={reason}
          placeholder={t('closing.openingExample')}
          isInvalid={isTried && reason.trim() === ''}
          onChange={setReason}
        >
          {isTried && reason.trim() === '' && (
            <p className="field-fault">{t('closing.whyMissing')}</p>
          )}
        </TextField>
      </div>
      <div className="form-row">
        <button type="submit" className="button button-outline" aria-disabled={isSaving}>
          {t('closing.openingSave')}
        </button>
      </div>
    </form>
  );
}
