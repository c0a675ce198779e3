/** Settings: where the tills deliver. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { useFolders } from '../../hooks/use-folders.ts';
import { FolderFields } from '../../ui/form/FolderFields.tsx';
import { SaveButton } from './SaveButton.tsx';
import { Section, type SectionProps } from './Section.tsx';

export function FoldersSection({ state, save }: SectionProps) {
  const { t } = useTranslation();
  const { settings, defaults } = state;
  const { inbox, exports, change } = useFolders(state);
  const [problem, setProblem] = useState<SetupProblem | undefined>();
  const isChanged =
    inbox.value !== (settings.inboxFolder ?? defaults.inboxFolder) ||
    exports.value !== (settings.exportFolder ?? '');

  function submit(): void {
    void save(change).then(setProblem);
  }

  return (
    <Section name="folders" text={t('folders.text')}>
      <FolderFields
        inbox={inbox}
        exports={exports}
        suggestion={defaults.inboxFolder}
        problem={problem}
      />
      <SaveButton isReady={isChanged} onSave={submit}>
        {t('settings.save')}
      </SaveButton>
    </Section>
  );
}
