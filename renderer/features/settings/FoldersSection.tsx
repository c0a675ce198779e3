/** Settings: where the tills deliver. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { FolderField } from '../../ui/form/FolderField.tsx';
import { SetupProblemCard } from '../../ui/SetupProblemCard.tsx';
import { useFolder } from '../../hooks/use-folder.ts';
import { Section, type SectionProps } from './Section.tsx';

export function FoldersSection({ state, save }: SectionProps) {
  const { t } = useTranslation();
  const { settings, defaults, host } = state;
  const storedInbox = settings.inboxFolder ?? defaults.inboxFolder;
  const inbox = useFolder('inbox', storedInbox, host.picksFolders);
  const exports = useFolder('exports', settings.exportFolder ?? '', host.picksFolders);
  const [problem, setProblem] = useState<SetupProblem | undefined>();
  const isChanged = inbox.value !== storedInbox || exports.value !== (settings.exportFolder ?? '');

  function submit(): void {
    const folder = inbox.value.trim();
    const change = {
      inboxFolder: folder === '' || folder === defaults.inboxFolder ? null : folder,
      exportFolder: exports.value.trim() === '' ? null : exports.value.trim(),
    };
    void save(change).then(setProblem);
  }

  return (
    <Section title={t('settings.folders')} text={t('folders.text')}>
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
      {problem && !inbox.found?.problem && !exports.found?.problem && (
        <SetupProblemCard problem={problem} />
      )}
      <div className="form-row">
        <button
          type="button"
          className="button button-outline"
          aria-disabled={!isChanged}
          onClick={() => isChanged && submit()}
        >
          {t('settings.save')}
        </button>
      </div>
    </Section>
  );
}
