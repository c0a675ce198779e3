/** Settings: a copy of the database, from the first folder or the second, is put back at the next start. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupState, SecondFolderState } from '../../../shared/contract/contract.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { messageOfError } from '../../api.ts';
import type { Formats } from '../../format/formats.ts';
import { useAppStore } from '../../store/app-store.ts';
import { SetupProblemCard } from '../../ui/SetupProblemCard.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useDesktop } from './use-desktop.ts';
import './RestoreBackup.css';

interface Copy {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
  readonly isEncrypted: boolean;
  readonly isSecond: boolean;
}

export function RestoreBackup({
  backup,
  second,
  formats,
  size,
  onChanged,
}: {
  readonly backup: BackupState;
  /** Null: there is no second folder. */
  readonly second: SecondFolderState | null;
  readonly formats: Formats;
  readonly size: (bytes: number) => string;
  onChanged(state: BackupState): void;
}) {
  const { t } = useTranslation();
  const { client } = useAppStore();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<SetupProblem | null>(null);
  const [password, setPassword] = useState('');
  const { wished } = backup;
  const copies: Copy[] = [
    ...backup.all.map((copy) => ({ ...copy, isEncrypted: false, isSecond: false })),
    ...(second?.all ?? []).map((copy) => ({ ...copy, isSecond: true })),
  ];
  const [desktop] = useDesktop();

  function restart(): void {
    setBusy(true);
    client.call('desktop.restart').then(
      // The window goes with the program.
      () => undefined,
      (failure: unknown) => {
        setBusy(false);
        setProblem({ code: 'unexpected', detail: messageOfError(failure) });
      },
    );
  }

  function choose(key: string | null): void {
    setChosen(key);
    setPassword('');
    setProblem(null);
  }

  /** @param copy null: nothing is put back, after all */
  function restore(copy: Copy | null): void {
    setBusy(true);
    setProblem(null);
    const asked = copy?.isSecond
      ? client.call('backup.restoreSecond', copy.name, copy.isEncrypted ? password : null)
      : client.call('backup.restore', copy && copy.name);
    asked
      .then(
        (reply) => {
          if (!reply.ok) return setProblem(reply.problem);
          choose(null);
          onChanged(reply.state);
        },
        (failure: unknown) => setProblem({ code: 'unexpected', detail: messageOfError(failure) }),
      )
      .finally(() => setBusy(false));
  }

  if (wished) {
    const when = wished.at === null ? '' : formats.dateTime(wished.at);
    return (
      <div className="found-panel found-panel-note form" role="status">
        <p>{t('settings.restoreWished', { when })}</p>
        {desktop?.kind === 'browser' && <p>{t('settings.restoreByHand')}</p>}
        {problem && <SetupProblemCard problem={problem} />}
        <div className="form-row">
          {desktop?.kind === 'desktop' && (
            <button
              type="button"
              className="button button-primary"
              aria-disabled={isBusy}
              onClick={() => !isBusy && restart()}
            >
              {t('settings.restoreRestart')}
            </button>
          )}
          <button
            type="button"
            className="button button-outline"
            aria-disabled={isBusy}
            onClick={() => !isBusy && restore(null)}
          >
            {t('settings.restoreCancel')}
          </button>
        </div>
      </div>
    );
  }
  return (
    <details className="fold">
      <summary>{t('settings.restore')}</summary>
      <p>{t('settings.restoreText')}</p>
      {copies.length === 0 && <p className="quiet">{t('settings.restoreNone')}</p>}
      {isBusy && <p role="status">{t('settings.restoreChecking')}</p>}
      {problem && <SetupProblemCard problem={problem} />}
      <ul className="copies">
        {copies.map((copy) => {
          const when = formats.dateTime(copy.at);
          const key = `${copy.isSecond ? 'second' : 'first'} ${copy.name}`;
          return (
            <li key={key} className="form">
              <div className="form-row">
                <span className="numbers">
                  {when} · {size(copy.bytes)}
                  {copy.isSecond && ` · ${t('settings.restoreSecond')}`}
                  {copy.isEncrypted && ` · ${t('settings.restoreEncrypted')}`}
                </span>
                <button
                  type="button"
                  className="button button-text button-small"
                  aria-label={t(
                    copy.isSecond ? 'settings.restoreOneOfSecond' : 'settings.restoreOneOf',
                    { when },
                  )}
                  aria-expanded={chosen === key}
                  onClick={() => choose(chosen === key ? null : key)}
                >
                  {t('settings.restoreOne')}
                </button>
              </div>
              {chosen === key && (
                <div className="found-panel found-panel-note form">
                  <strong>{t('settings.restoreSure', { when })}</strong>
                  {copy.isEncrypted && (
                    <TextField
                      label={t('settings.restorePassword')}
                      isSecret
                      value={password}
                      onChange={setPassword}
                    />
                  )}
                  <div className="form-row">
                    <button
                      type="button"
                      className="button button-primary"
                      aria-disabled={isBusy || (copy.isEncrypted && password === '')}
                      onClick={() => {
                        if (!isBusy && !(copy.isEncrypted && password === '')) restore(copy);
                      }}
                    >
                      {t('settings.restoreYes')}
                    </button>
                    <button
                      type="button"
                      className="button button-outline"
                      onClick={() => choose(null)}
                    >
                      {t('settings.restoreNo')}
                    </button>
                  </div>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
