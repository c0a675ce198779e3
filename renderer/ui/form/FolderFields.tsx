/** The fields of the two folders that tills deliver into, and why they were not saved. */
import { useTranslation } from 'react-i18next';
import type { FolderFound } from '../../../shared/contract/contract.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { SetupProblemCard } from '../SetupProblemCard.tsx';
import { FolderField } from './FolderField.tsx';

/** A folder that is checked while it is typed. */
export interface FolderInput {
  readonly value: string;
  readonly found: FolderFound | null;
  readonly checking: boolean;
  change(value: string): void;
  /** Absent where there is no dialog. */
  readonly choose: (() => void) | undefined;
}

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
        value={inbox.value}
        found={inbox.found}
        checking={inbox.checking}
        suggestion={suggestion}
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
    </>
  );
}
