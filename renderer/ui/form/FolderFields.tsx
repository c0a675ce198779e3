/** The fields of the two folders that tills deliver into, and why they were not saved. */
import { useTranslation } from 'react-i18next';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { SetupProblemCard } from '../SetupProblemCard.tsx';
import { FolderField, type FolderInput } from './FolderField.tsx';

export interface FolderFieldsProps {
  readonly inbox: FolderInput;
  readonly exports: FolderInput;
  /** The inbox in the data folder. */
  readonly suggestion: string;
  readonly problem: SetupProblem | undefined;
}

export function FolderFields({ inbox, exports, suggestion, problem }: FolderFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <FolderField
        use="inbox"
        label={t('folders.inbox')}
        help={t('folders.inboxHelp')}
        folder={inbox}
        suggestion={suggestion}
      />
      <FolderField
        use="exports"
        label={t('folders.exports')}
        help={t('folders.exportsHelp')}
        folder={exports}
      />
      {problem && !inbox.found?.problem && !exports.found?.problem && (
        <SetupProblemCard problem={problem} />
      )}
    </>
  );
}
