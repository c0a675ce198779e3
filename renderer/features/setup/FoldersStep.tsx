/** Step 3: where the tills deliver. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';
import { useFolders } from '../../hooks/use-folders.ts';
import { FolderFields } from '../../ui/form/FolderFields.tsx';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import type { StepProps } from './step-props.ts';

export function FoldersStep({ state, frame, draft, keep, onChanged, onNext }: StepProps) {
  const { t } = useTranslation();
  const { client } = useAppStore();
  const { inbox, exports, change } = useFolders(state, draft);
  useEffect(() => {
    keep({ inboxFolder: inbox.value, exportFolder: exports.value });
  }, [keep, inbox.value, exports.value]);
  const [refused, setRefused] = useState<SetupProblem | undefined>();
  const [saving, setSaving] = useState(false);

  function save(): void {
    setSaving(true);
    client
      .call('settings.save', change)
      .then(
        async (reply) => {
          if (!reply.ok) return setRefused(reply.problem);
          keep({ inboxFolder: undefined, exportFolder: undefined });
          await onChanged();
          onNext();
        },
        (failure: unknown) => setRefused({ code: 'unexpected', detail: messageOfError(failure) }),
      )
      .finally(() => setSaving(false));
  }

  return frame(
    <>
      <h1 tabIndex={-1}>{t('folders.headline')}</h1>
      <p className="setup-lead">{t('folders.text')}</p>
      <form
        className="form"
        id="folders"
        onSubmit={(event) => {
          event.preventDefault();
          if (!saving) save();
        }}
      >
        <FolderFields
          inbox={inbox}
          exports={exports}
          suggestion={state.defaults.inboxFolder}
          problem={refused}
        />
      </form>
    </>,
    <button type="submit" form="folders" className="button button-primary" aria-disabled={saving}>
      {t('setup.next')}
    </button>,
  );
}
