/** Settings: the copies of the database, when the last one was made, and making one now. */
import { useCallback, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupState, SecondFolderState } from '../../../shared/contract/contract.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';
import { FolderField } from '../../ui/form/FolderField.tsx';
import { SetupProblemCard } from '../../ui/SetupProblemCard.tsx';
import { useFolder } from '../../hooks/use-folder.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { RestoreBackup } from './RestoreBackup.tsx';
import { SecondBackup } from './SecondBackup.tsx';
import { SaveButton } from './SaveButton.tsx';
import { Section, type SectionProps } from './Section.tsx';

const KEPT_DAYS = [3, 7, 14, 30, 90] as const;
const MEGABYTE = 1_000_000;
/** While a copy is on its way to the second folder. */
const LOOK_AGAIN_MS = 2_000;

export function BackupSection({ state, save }: SectionProps) {
  const { t } = useTranslation();
  const { client, notices, timers } = useAppStore();
  const formats = useFormats();
  const { settings, defaults, host } = state;
  const stored = settings.backup;
  const folder = useFolder('backup', stored.folder ?? defaults.backupFolder, host.picksFolders);
  const [daily, setDaily] = useState(stored.daily);
  const [keep, setKeep] = useState(stored.keep);
  const [backup, setBackup] = useState<BackupState | null>(null);
  const [second, setSecond] = useState<SecondFolderState | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<SetupProblem | undefined>();
  const id = useId();

  const size = (bytes: number) =>
    `${formats.number(Math.max(0.1, Math.round((bytes / MEGABYTE) * 10) / 10))} MB`;
  const load = useCallback(() => {
    client.call('backup.state').then(setBackup, () => undefined);
  }, [client]);
  const loadSecond = useCallback(() => {
    client.call('backup.secondFolder').then(setSecond, () => undefined);
  }, [client]);
  useEffect(load, [load, settings]);
  useEffect(loadSecond, [loadSecond, settings, backup]);
  useEffect(() => {
    if (second?.running) return timers.after(LOOK_AGAIN_MS, loadSecond);
    return undefined;
  }, [second, timers, loadSecond]);

  function make(): void {
    setRunning(true);
    client
      .call('backup.make')
      .then(setBackup, (failure: unknown) => notices.show('bad', messageOfError(failure)))
      .finally(() => setRunning(false));
  }

  const wanted = folder.value.trim();
  const plan = {
    daily,
    keep,
    folder: wanted === '' || wanted === defaults.backupFolder ? null : wanted,
  };
  const isChanged =
    plan.daily !== stored.daily || plan.keep !== stored.keep || plan.folder !== stored.folder;

  return (
    <Section name="backup" text={t('settings.backupText')}>
      <div aria-live="polite" className="form">
        {backup !== null && !isRunning && (
          <p className="numbers">
            {backup.last === null
              ? t('settings.backupNone')
              : t('settings.backupLast', {
                  when: formats.dateTime(backup.last.at),
                  size: size(backup.last.bytes),
                })}{' '}
            {backup.copies > 0 && t('settings.backupCopies', { count: backup.copies })}
          </p>
        )}
        {backup?.restoredAt != null && (
          <p className="form-help">
            {t('settings.restored', { when: formats.dateTime(backup.restoredAt) })}
          </p>
        )}
        {backup?.problem && !isRunning && <SetupProblemCard problem={backup.problem} />}
      </div>
      <div className="form-row">
        <button
          type="button"
          className="button button-outline"
          aria-disabled={isRunning}
          onClick={() => !isRunning && make()}
        >
          {t(isRunning ? 'settings.backupRunning' : 'settings.backupNow')}
        </button>
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={daily}
          onChange={(event) => setDaily(event.target.checked)}
        />
        {t('settings.backupDaily')}
      </label>
      <FolderField
        use="backup"
        label={t('settings.backupFolder')}
        help=""
        folder={folder}
        suggestion={defaults.backupFolder}
      />
      <div className="form-field">
        <label htmlFor={`${id}-keep`}>{t('settings.backupKeep')}</label>
        <div className="form-row">
          <select
            id={`${id}-keep`}
            className="field field-number"
            value={keep}
            onChange={(event) => setKeep(Number(event.target.value))}
          >
            {[...new Set([...KEPT_DAYS, keep])]
              .sort((a, b) => a - b)
              .map((count) => (
                <option key={count} value={count}>
                  {count}
                </option>
              ))}
          </select>
        </div>
      </div>
      {problem && !folder.found?.problem && <SetupProblemCard problem={problem} />}
      <SaveButton isReady={isChanged} onSave={() => void save({ backup: plan }).then(setProblem)}>
        {t('settings.save')}
      </SaveButton>
      <SecondBackup
        state={state}
        save={save}
        second={second}
        formats={formats}
        size={size}
        onChanged={loadSecond}
      />
      {backup && (
        <RestoreBackup
          backup={backup}
          second={second}
          formats={formats}
          size={size}
          onChanged={setBackup}
        />
      )}
    </Section>
  );
}
