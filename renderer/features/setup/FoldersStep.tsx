/** Step 3: where the tills deliver. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';
import { FolderField } from '../../ui/form/FolderField.tsx';
import { SetupProblemCard } from '../../ui/SetupProblemCard.tsx';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import type { StepProps } from './step-props.ts';
import { useFolder } from '../../hooks/use-folder.ts';

export function FoldersStep({ state, frame, draft, keep, onChanged, onNext }: StepProps) {
  const { t } = useTranslation();
  const { client } = useAppStore();
  const { settings, defaults, host } = state;
  const inbox = useFolder(
    'inbox',
    draft.inboxFolder ?? settings.inboxFolder ?? defaults.inboxFolder,
    host.picksFolders,
  );
  const exports = useFolder(
    'exports',
    draft.exportFolder ?? settings.exportFolder ?? '',
    host.picksFolders,
  );
  useEffect(() => {
    keep({ inboxFolder: inbox.value, exportFolder: exports.value });
  }, [keep, inbox.value, exports.value]);
  const [refused, setRefused] = useState<SetupProblem | null>(null);
  const [saving, setSaving] = useState(false);

  function save(): void {
    setSaving(true);
    const inboxFolder = inbox.value.trim() === '' ? defaults.inboxFolder : inbox.value.trim();
    client
      .call('settings.save', {
        inboxFolder: inboxFolder === defaults.inboxFolder ? null : inboxFolder,
        exportFolder: exports.value.trim() === '' ? null : exports.value.trim(),
      })
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
        <FolderField
          use="inbox"
          label={t('folders.inbox')}
          help={t('folders.inboxHelp')}
          value={inbox.value}
          found={inbox.found}
          checking={inbox.checking}
          suggestion={defaults.inboxFolder}
          onChange={inbox.change}
          onChoose={inbox.choose}
        />
        <FolderField
          use="exports"
          label={t('folders.exports')}
          help={t('folders.exportsHelp')}
          value={exports.value}
          found={exports.found}
          checking={exports.checking}
          onChange={exports.change}
          onChoose={exports.choose}
        />
        {refused && !inbox.found?.problem && !exports.found?.problem && (
          <SetupProblemCard problem={refused} />
        )}
      </form>
    </>,
    <button type="submit" form="folders" className="button button-primary" aria-disabled={saving}>
      {t('setup.next')}
    </button>,
  );
}
