/** A store's limit: up to it a difference between a counted opening balance and the closing before is booked unasked. */
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import {
  DEFAULT_OPENING_DIFFERENCE_LIMIT,
  MAX_OPENING_DIFFERENCE_LIMIT,
  openingDifferenceLimitSchema,
} from '../../../shared/domain/program-settings.ts';
import { messageOfError } from '../../api.ts';
import { asSentence } from '../../format/as-sentence.ts';
import type { Formats } from '../../format/formats.ts';
import { formatTyped, parseTyped } from '../../format/typed-number.ts';
import { useSetupState } from '../../hooks/use-setup-state.ts';
import { useAppStore } from '../../store/app-store.ts';
import { TextField } from '../../ui/form/TextField.tsx';
import './OpeningLimit.css';

export function OpeningLimit({
  store,
  formats,
}: {
  /** Its id. */
  readonly store: string;
  readonly formats: Pick<Formats, 'language' | 'number'>;
}) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const { state, error, reload } = useSetupState();
  /** Null: as stored. */
  const [typed, setTyped] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { language } = formats;
  const textOf = (limit: number | undefined) => formatTyped(limit, 'amount', language);
  const failed = (reason: string) =>
    notices.show('bad', t('stores.failed', { reason: asSentence(reason) }));

  if (state === null) {
    return (
      error !== null && <p role="alert">{t('stores.failed', { reason: asSentence(error) })}</p>
    );
  }
  const limits = state.settings.openingDifferenceLimits;
  const text = typed ?? textOf(limits[store]);
  const limit = parseTyped(text, 'amount', language);
  const isValid = limit === undefined || openingDifferenceLimitSchema.safeParse(limit).success;
  const canSave = isValid && limit !== limits[store] && !isSaving;

  async function save(): Promise<void> {
    setSaving(true);
    const others = Object.entries(limits).filter(([id]) => id !== store);
    const openingDifferenceLimits = Object.fromEntries(
      limit === undefined ? others : [...others, [store, limit]],
    );
    try {
      const reply = await client.call('settings.save', { openingDifferenceLimits });
      if (!reply.ok) return failed(reply.problem.detail);
      await reload();
      setTyped(null);
      notices.show('good', t('stores.openingLimit.saved'));
    } catch (failure) {
      failed(messageOfError(failure));
    } finally {
      setSaving(false);
    }
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    if (canSave) void save();
  }

  return (
    <form className="opening-limit form" noValidate onSubmit={submit}>
      <TextField
        label={t('stores.openingLimit.label')}
        help={t('stores.openingLimit.help', {
          amount: textOf(DEFAULT_OPENING_DIFFERENCE_LIMIT),
        })}
        value={text}
        placeholder={textOf(DEFAULT_OPENING_DIFFERENCE_LIMIT)}
        inputMode="decimal"
        isInvalid={!isValid}
        onChange={setTyped}
      >
        {!isValid && (
          <p className="field-fault">
            {t('stores.openingLimit.invalid', {
              most: formats.number(MAX_OPENING_DIFFERENCE_LIMIT / 100),
            })}
          </p>
        )}
      </TextField>
      <div className="form-row">
        <button type="submit" className="button button-outline" disabled={!canSave}>
          {t('stores.openingLimit.save')}
        </button>
      </div>
    </form>
  );
}
