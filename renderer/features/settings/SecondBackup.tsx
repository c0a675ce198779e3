/** Settings: the second folder of the backups, what is there, and the password that protects it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecondFolderState } from '../../../shared/contract/contract.ts';
import { MIN_PASSPHRASE_LENGTH } from '../../../shared/domain/program-settings.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { messageOfError } from '../../api.ts';
import type { Formats } from '../../format/formats.ts';
import { useFolder } from '../../hooks/use-folder.ts';
import { useAppStore } from '../../store/app-store.ts';
import { FolderField } from '../../ui/form/FolderField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { SetupProblemCard } from '../../ui/SetupProblemCard.tsx';
import { SaveButton } from './SaveButton.tsx';
import type { SectionProps } from './Section.tsx';

interface SecondBackupProps extends Pick<SectionProps, 'state' | 'save'> {
  /** Null: none is set, or it is not known yet. */
  readonly second: SecondFolderState | null;
  readonly formats: Formats;
  readonly size: (bytes: number) => string;
  onChanged(): void;
}

export function SecondBackup({ state, save, second, formats, size, onChanged }: SecondBackupProps) {
  const { t } = useTranslation();
  const stored = state.settings.secondBackupFolder;
  const folder = useFolder('second-backup', stored ?? '', state.host.picksFolders);
  const [problem, setProblem] = useState<SetupProblem | undefined>();
  const wanted = folder.value.trim() === '' ? null : folder.value.trim();
  const isChanged = wanted !== stored;

  return (
    <div className="form">
      <h3>{t('settings.second')}</h3>
      <p>{t('settings.secondText')}</p>
      <FolderField
        use="second-backup"
        label={t('settings.secondFolder')}
        help={t('settings.secondHelp')}
        folder={folder}
      />
      {problem && !folder.found?.problem && <SetupProblemCard problem={problem} />}
      <SaveButton
        isReady={isChanged}
        onSave={() => void save({ secondBackupFolder: wanted }).then(setProblem)}
      >
        {t('settings.secondSave')}
      </SaveButton>
      {second && (
        <>
          <div aria-live="polite" className="form">
            <p className="numbers">
              {second.running
                ? t('settings.secondRunning')
                : second.last === null
                  ? t('settings.secondNone')
                  : t('settings.secondLast', {
                      when: formats.dateTime(second.last.at),
                      size: size(second.last.bytes),
                    })}
            </p>
            {second.problem && <SetupProblemCard problem={second.problem} />}
          </div>
          <Encryption isEncrypted={second.isEncrypted} onChanged={onChanged} />
        </>
      )}
    </div>
  );
}

function Encryption({
  isEncrypted,
  onChanged,
}: {
  readonly isEncrypted: boolean;
  onChanged(): void;
}) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [isBusy, setBusy] = useState(false);
  const isShort = password !== '' && password.length < MIN_PASSPHRASE_LENGTH;
  const isOther = again !== '' && again !== password;
  const isGood = password.length >= MIN_PASSPHRASE_LENGTH && again === password;

  function encrypt(passphrase: string | null): void {
    setBusy(true);
    client
      .call('backup.encrypt', passphrase)
      .then(
        () => {
          setPassword('');
          setAgain('');
          onChanged();
        },
        (failure: unknown) => notices.show('bad', messageOfError(failure)),
      )
      .finally(() => setBusy(false));
  }

  return (
    <details className="fold">
      <summary>{t(isEncrypted ? 'settings.encrypted' : 'settings.notEncrypted')}</summary>
      <div className="form">
        <p>{t('settings.encryptText')}</p>
        <TextField
          label={t('settings.password')}
          help={t('settings.passwordHelp', { count: MIN_PASSPHRASE_LENGTH })}
          isSecret
          isInvalid={isShort}
          value={password}
          onChange={setPassword}
        />
        <TextField
          label={t('settings.passwordAgain')}
          isSecret
          isInvalid={isOther}
          value={again}
          onChange={setAgain}
        >
          {isOther && <p className="quiet">{t('settings.passwordOther')}</p>}
        </TextField>
        <div className="form-row">
          <button
            type="button"
            className="button button-outline"
            aria-disabled={isBusy || !isGood}
            onClick={() => !isBusy && isGood && encrypt(password)}
          >
            {t(isEncrypted ? 'settings.encryptAnew' : 'settings.encrypt')}
          </button>
          {isEncrypted && (
            <button
              type="button"
              className="button button-text"
              aria-disabled={isBusy}
              onClick={() => !isBusy && encrypt(null)}
            >
              {t('settings.encryptNoMore')}
            </button>
          )}
        </div>
      </div>
    </details>
  );
}
