/** The first start: five short steps with a way back. Input is kept; leaving loses nothing. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  SETUP_STEPS,
  type SetupDraft,
  type SetupState,
  type SetupStep,
} from '../../../shared/contract/contract.ts';
import { messageOfError } from '../../api.ts';
import { navigate } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { LoadError } from '../../ui/LoadError.tsx';
import { AccountsStep } from './AccountsStep.tsx';
import { ConnectionStep } from './ConnectionStep.tsx';
import { FoldersStep } from './FoldersStep.tsx';
import { LanguageStep } from './LanguageStep.tsx';
import type { StepProps } from './step-props.ts';
import { awaitFirstBooking, hasNoBooking } from './first-booking.ts';
import { TestStep } from './TestStep.tsx';
import { TYPING_PAUSE_MS } from '../../hooks/typing-pause.ts';
import { useSetupState } from '../../hooks/use-setup-state.ts';
import './Setup.css';

export function Setup() {
  const { state, error, reload } = useSetupState();
  if (state !== null) return <Steps state={state} reload={reload} />;
  return error === null ? <Loading /> : <LoadError reason={error} onReload={() => void reload()} />;
}

function Steps({
  state,
  reload,
}: {
  readonly state: SetupState;
  readonly reload: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const { client, sync, notices } = useAppStore();
  const { draft, keep } = useDraft(state.draft);
  const [secret, setSecret] = useState('');
  const [step, setStep] = useState<SetupStep | null>(null);
  const heading = useRef<HTMLDivElement>(null);
  const shown = step ?? state.step;

  // A new step begins at its heading, for the eye and for the screen reader.
  useEffect(() => {
    if (step === null) return;
    heading.current?.scrollTo({ top: 0 });
    heading.current?.querySelector<HTMLElement>('h1')?.focus();
  }, [step]);

  const index = SETUP_STEPS.indexOf(shown);

  function go(to: SetupStep | undefined): void {
    if (to === undefined) return;
    setStep(to);
    client
      .call('setup.go', to)
      .then(reload)
      .catch((failure: unknown) => notices.show('bad', messageOfError(failure)));
  }

  async function close(how: 'finished' | 'skipped'): Promise<void> {
    // A setup that is gone through again has had its first booking.
    const end = how === 'finished' && (await hasNoBooking(client)) ? tellOfFirst() : undefined;
    try {
      await client.call('setup.close', how);
    } catch (failure) {
      end?.();
      notices.show('bad', messageOfError(failure));
      return;
    }
    navigate({ name: 'jobs', page: 0 });
    sync.retryNow();
  }

  const tellOfFirst = () =>
    awaitFirstBooking({ client, sync }, ({ postingNumber, billNumber, id }) =>
      notices.show(
        'good',
        t('setupTest.firstBooked', {
          number: postingNumber,
          receipt: billNumber ?? t('setupTest.job', { id }),
        }),
      ),
    );

  const frame = (content: ReactNode, primary: ReactNode) => (
    <>
      <div className="setup-scroll" ref={heading}>
        <div className="setup-body">{content}</div>
      </div>
      <div className="setup-foot">
        {index > 0 && (
          <button
            type="button"
            className="button button-outline"
            onClick={() => go(SETUP_STEPS[index - 1])}
          >
            <Icon name="back" />
            {t('setup.back')}
          </button>
        )}
        <button
          type="button"
          className="button button-text"
          title={t('setup.laterHint')}
          onClick={() => void close('skipped')}
        >
          {t('setup.later')}
        </button>
        {primary}
      </div>
    </>
  );

  const props: StepProps = {
    state,
    frame,
    onChanged: reload,
    onNext: () =>
      index === SETUP_STEPS.length - 1 ? void close('finished') : go(SETUP_STEPS[index + 1]),
    onGo: go,
    draft,
    keep,
    secret,
    onSecret: setSecret,
  };

  return (
    <div className="setup">
      <ol className="steps" aria-label={t('setup.steps')}>
        {SETUP_STEPS.map((one, at) => {
          const isDone = at < index && isThrough(one, state);
          return (
            <li
              key={one}
              className="step"
              aria-current={one === shown ? 'step' : undefined}
              data-done={isDone ? '' : undefined}
            >
              <span className="step-number" aria-hidden="true">
                {isDone ? <Icon name="check" size={12} /> : at + 1}
              </span>
              {t(`setup.step.${one}`)}
              {at < index && (
                <span className="visually-hidden">
                  ({t(isDone ? 'setup.done' : 'setup.skipped')})
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <Step key={shown} step={shown} {...props} />
    </div>
  );
}

/** A step that was left without what it is for gets no tick; language and folders have good defaults. */
function isThrough(step: SetupStep, { connection, accounts }: SetupState): boolean {
  if (step === 'connection') return connection.connected;
  if (step === 'accounts') return accounts.count > 0;
  return true;
}

/** The input so far, stored a moment after the last key. */
function useDraft(stored: SetupDraft) {
  const { client, timers } = useAppStore();
  const [draft, setDraft] = useState(stored);
  const [saved, setSaved] = useState(stored);
  const keep = useCallback(
    (part: SetupDraft) => setDraft((before) => ({ ...before, ...part })),
    [],
  );
  useEffect(() => {
    if (draft === saved) return undefined;
    return timers.after(TYPING_PAUSE_MS, () => {
      setSaved(draft);
      // Without it the fields are empty after a restart; nothing that was saved is lost.
      client.call('setup.keep', draft).catch(() => undefined);
    });
  }, [client, timers, draft, saved]);
  return { draft, keep };
}

function Step({ step, ...props }: StepProps & { readonly step: SetupStep }) {
  switch (step) {
    case 'language':
      return <LanguageStep {...props} />;
    case 'connection':
      return <ConnectionStep {...props} />;
    case 'folders':
      return <FoldersStep {...props} />;
    case 'accounts':
      return <AccountsStep {...props} />;
    case 'test':
      return <TestStep {...props} />;
  }
}
