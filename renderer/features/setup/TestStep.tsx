/** Step 5: everything once more, with what was found; nothing is booked before this is confirmed. */
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ConnectionResult, FolderFound } from '../../../shared/contract/contract.ts';
import { messageOfError } from '../../api.ts';
import { useAppStore } from '../../store/app-store.ts';
import { DryRunCard, type DryRunState } from '../../ui/DryRunCard.tsx';
import { ConnectionFound } from '../../ui/connection/ConnectionFound.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SetupProblemCard } from '../../ui/SetupProblemCard.tsx';
import { useOpenExport } from '../../hooks/use-open-export.ts';
import { useDryRun } from '../../hooks/use-dry-run.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import type { StepProps } from './step-props.ts';
import './TestStep.css';

export function TestStep({ state, frame, onNext, onGo }: StepProps) {
  const { t } = useTranslation();
  const { client, sync } = useAppStore();
  const formats = useFormats();
  const openExport = useOpenExport();
  const status = useStore(sync.store, ({ snapshot }) => snapshot?.status);
  const unread = useStore(sync.store, ({ snapshot }) => snapshot?.openProblems ?? 0);
  const { state: dryRun, run: runDry } = useDryRun();
  const [connection, setConnection] = useState<ConnectionResult | null>(null);
  const [inbox, setInbox] = useState<FolderFound | null>(null);
  const { settings, defaults, accounts } = state;
  const isConnected = state.connection.connected;
  const inboxFolder = settings.inboxFolder ?? defaults.inboxFolder;

  const pending = status?.pending;
  const hasWork = pending !== undefined && pending.count > 0;

  const inspect = useCallback(() => {
    setConnection(null);
    setInbox(null);
    const unexpected = (failure: unknown) => ({
      code: 'unexpected' as const,
      detail: messageOfError(failure),
    });
    if (isConnected) {
      client
        .call('connection.test')
        .then(setConnection, (failure: unknown) =>
          setConnection({ ok: false, problem: unexpected(failure) }),
        );
    }
    client
      .call('folders.check', 'inbox', inboxFolder)
      .then(setInbox, (failure: unknown) =>
        setInbox({ path: '', problem: unexpected(failure), isNew: false, deliveries: 0 }),
      );
    // Documents that come while this is shown are tried the next time one asks.
    if (hasWork) runDry({ target: { kind: 'waiting' } });
  }, [client, isConnected, inboxFolder, hasWork, runDry]);
  useEffect(inspect, [inspect]);

  const documents =
    pending &&
    `${t('lamp.documents', { count: pending.count })} (${formats.sums(pending.sums) ?? ''})`;
  const preset = accounts.preset;
  const many = t('setupAccounts.saved', { count: accounts.count });

  return frame(
    <>
      <h1 tabIndex={-1}>{t('setupTest.headline')}</h1>
      <p className="setup-lead">{t('setupTest.text')}</p>
      <div className="form">
        <dl className="findings">
          <Finding
            name={t('setupTest.connection')}
            good={connection === null ? isConnected && null : connection.ok}
            onMend={() => onGo('connection')}
          >
            {!isConnected ? (
              t('setupTest.notConnected')
            ) : connection === null ? (
              t('connect.busy')
            ) : connection.ok ? (
              <ConnectionFound report={connection.report} formats={formats} />
            ) : (
              <SetupProblemCard problem={connection.problem} />
            )}
          </Finding>
          <Finding
            name={t('setupTest.folders')}
            good={inbox && inbox.problem === null}
            onMend={() => onGo('folders')}
          >
            {inbox === null ? (
              t('folders.checking')
            ) : inbox.problem ? (
              <SetupProblemCard problem={inbox.problem} />
            ) : (
              t('setupTest.foldersFound', { folder: inboxFolder })
            )}
          </Finding>
          <Finding
            name={t('setupTest.accounts')}
            good={accounts.count > 0}
            onMend={() => onGo('accounts')}
          >
            {accounts.count === 0
              ? t('setupTest.accountsNone')
              : preset
                ? t('setupTest.accountsPreset', { preset, accounts: many })
                : t('setupTest.accountsOwn', { accounts: many })}
          </Finding>
          <Finding
            name={t('setupTest.documents')}
            good={areDocumentsGood(dryRun)}
            {...(lacksAccount(dryRun) && { onMend: () => onGo('accounts') })}
          >
            {hasWork
              ? t('setupTest.documentsWaiting', {
                  count: pending?.count ?? 0,
                  documents: documents ?? '',
                })
              : t('setupTest.documentsNone')}
            {inbox !== null && inbox.deliveries > 0 && (
              <p>{t('setupTest.deliveries', { count: inbox.deliveries })}</p>
            )}
            <div className="form-row">
              <button
                type="button"
                className="button button-outline button-small"
                title={t('handOver.openHelp')}
                onClick={openExport}
              >
                {t('handOver.open')}
              </button>
            </div>
          </Finding>
          {unread > 0 && (
            <Finding name={t('setupTest.unread')} good={false}>
              {t('setupTest.unreadText', { count: unread })}
            </Finding>
          )}
        </dl>
        {hasWork && dryRun && (
          <>
            <h2 className="visually-hidden">{t('setupTest.documents')}</h2>
            <DryRunCard state={dryRun} formats={formats} />
          </>
        )}
        <div className="form-row">
          <button type="button" className="button button-outline" onClick={inspect}>
            <Icon name="refresh" />
            {t('setupTest.again')}
          </button>
        </div>
      </div>
    </>,
    <button type="button" className="button button-primary" onClick={onNext}>
      {t(hasWork && isConnected ? 'setupTest.finish' : 'setupTest.finishEmpty')}
    </button>,
  );
}

/** Null: the dry run is still under way. */
function areDocumentsGood(dryRun: DryRunState | null): boolean | null {
  if (dryRun === null) return true;
  if (dryRun.kind === 'running') return null;
  return dryRun.kind === 'done' && dryRun.reply.fail.count === 0;
}

function lacksAccount(dryRun: DryRunState | null): boolean {
  return (
    dryRun?.kind === 'done' &&
    dryRun.reply.failures.some(
      ({ missing, refused }) => missing !== undefined || refused !== undefined,
    )
  );
}

/** @param props.good null: not known yet */
function Finding(props: {
  readonly name: string;
  readonly good: boolean | null;
  /** Leads to the step that mends it. */
  readonly onMend?: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { good, onMend } = props;
  return (
    <div className={`finding ${good === null ? '' : good ? 'finding-good' : 'finding-look'}`}>
      <Icon name={good === null ? 'refresh' : good ? 'check' : 'alert'} />
      <dt>
        {props.name}
        {good !== null && (
          <span className="visually-hidden">: {t(good ? 'setupTest.ok' : 'setupTest.look')}</span>
        )}
      </dt>
      <dd className="form">
        {props.children}
        {good === false && onMend && (
          <div className="form-row">
            <button
              type="button"
              className="button button-outline button-small"
              aria-label={t('setupTest.mendOf', { name: props.name })}
              onClick={onMend}
            >
              {t('setupTest.mend')}
            </button>
          </div>
        )}
      </dd>
    </div>
  );
}
