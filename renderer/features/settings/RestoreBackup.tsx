/** Settings: a copy of the database is put back at the next start. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BackupState } from '../../../shared/contract/contract.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { messageOfError } from '../../api.ts';
import type { Formats } from '../../format/formats.ts';
import { useAppStore } from '../../store/app-store.ts';
import { SetupProblemCard } from '../../ui/SetupProblemCard.tsx';
import { useDesktop } from './use-desktop.ts';
import './RestoreBackup.css';

export function RestoreBackup({
  backup,
  formats,
  size,
  onChanged,
}: {
  readonly backup: BackupState;
  readonly formats: Formats;
  readonly size: (bytes: number) => string;
  onChanged(state: BackupState): void;
}) {
  const { t } = useTranslation();
  const { client } = useAppStore();
  const [chosen, setChosen] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<SetupProblem | null>(null);
  const { all, wished } = backup;
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

  function restore(name: string | null): void {
    setBusy(true);
    setProblem(null);
    client
      .call('backup.restore', name)
      .then(
        (reply) => {
          if (!reply.ok) return setProblem(reply.problem);
          setChosen(null);
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
      {all.length === 0 && <p className="quiet">{t('settings.restoreNone')}</p>}
      {isBusy && <p role="status">{t('settings.restoreChecking')}</p>}
      {problem && <SetupProblemCard problem={problem} />}
      <ul className="copies">
        {all.map((copy) => {
          const when = formats.dateTime(copy.at);
          return (
            <li key={copy.name} className="form">
              <div className="form-row">
                <span className="numbers">
                  {when} · {size(copy.bytes)}
                </span>
                <button
                  type="button"
                  className="button button-text button-small"
                  aria-label={t('settings.restoreOneOf', { when })}
                  aria-expanded={chosen === copy.name}
                  onClick={() => setChosen(chosen === copy.name ? null : copy.name)}
                >
                  {t('settings.restoreOne')}
                </button>
              </div>
              {chosen === copy.name && (
                <div className="found-panel found-panel-note form">
                  <strong>{t('settings.restoreSure', { when })}</strong>
                  <div className="form-row">
                    <button
                      type="button"
                      className="button button-primary"
                      aria-disabled={isBusy}
                      onClick={() => !isBusy && restore(copy.name)}
                    >
                      {t('settings.restoreYes')}
                    </button>
                    <button
                      type="button"
                      className="button button-outline"
                      onClick={() => setChosen(null)}
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
