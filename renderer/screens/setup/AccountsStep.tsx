/** Step 4: the chart of accounts that the tax adviser uses. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';
import type { StepProps } from './step-props.ts';

const CHOICES = [
  { value: 'SKR03', name: 'setupAccounts.skr03', help: 'setupAccounts.skr03Help' },
  { value: 'SKR04', name: 'setupAccounts.skr04', help: 'setupAccounts.skr04Help' },
  { value: 'own', name: 'setupAccounts.own', help: 'setupAccounts.ownHelp' },
] as const;
type Choice = (typeof CHOICES)[number]['value'];

export function AccountsStep({ state, frame, onChanged, onNext }: StepProps) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const { accounts } = state;
  const [choice, setChoice] = useState<Choice | null>(
    accounts.preset ?? (accounts.count > 0 ? 'own' : null),
  );
  const [saving, setSaving] = useState(false);

  function save(): void {
    if (choice === null || choice === 'own' || choice === accounts.preset) return onNext();
    setSaving(true);
    client
      .call('setup.usePreset', choice)
      .then(
        async () => {
          await onChanged();
          onNext();
        },
        (failure: unknown) => notices.show('bad', messageOfError(failure)),
      )
      .finally(() => setSaving(false));
  }

  return frame(
    <>
      <h1 tabIndex={-1}>{t('setupAccounts.headline')}</h1>
      <p className="setup-lead">{t('setupAccounts.text')}</p>
      <form
        className="form"
        id="accounts"
        onSubmit={(event) => {
          event.preventDefault();
          if (!saving && choice !== null) save();
        }}
      >
        <fieldset>
          <legend className="form-legend">{t('setupAccounts.label')}</legend>
          {CHOICES.map(({ value, name, help }) => (
            <label key={value} className="option">
              <input
                type="radio"
                name="chart"
                checked={choice === value}
                onChange={() => setChoice(value)}
              />
              <strong>{t(name)}</strong>
              <span className="form-help">{t(help)}</span>
            </label>
          ))}
        </fieldset>
        <p className="quiet">{t('setupAccounts.ask')}</p>
      </form>
    </>,
    <button
      type="submit"
      form="accounts"
      className="button button-primary"
      aria-disabled={saving || choice === null}
    >
      {t('setup.next')}
    </button>,
  );
}
