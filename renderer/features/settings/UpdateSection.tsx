/** Settings: where new versions of the program are looked for, and what was found. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UpdateState } from '../../../shared/contract/contract.ts';
import { readUpdateAddress } from '../../../shared/domain/update-address.ts';
import type { Formats } from '../../format/formats.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useUpdates } from '../../hooks/use-updates.ts';
import type { Translate } from '../../locales/i18n.ts';
import { useAppStore } from '../../store/app-store.ts';
import { TextField } from '../../ui/form/TextField.tsx';
import { SetupProblemCard } from '../../ui/SetupProblemCard.tsx';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { SaveButton } from './SaveButton.tsx';
import { Section, type SectionProps } from './Section.tsx';

export function UpdateSection({ state: { settings }, save }: SectionProps) {
  const { t } = useTranslation();
  const [state, setState] = useUpdates();
  return (
    <Section name="updates" text={t('updates.text')}>
      {state === null && <p>{t('updates.notInstalled')}</p>}
      {state && (
        <>
          <Address stored={settings.updateAddress} save={save} />
          <Standing state={state} onAnswer={setState} />
        </>
      )}
    </Section>
  );
}

function Address({
  stored,
  save,
}: {
  readonly stored: string | null;
  readonly save: SectionProps['save'];
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(stored ?? '');
  const [problem, setProblem] = useState<SetupProblem | undefined>();
  const isEmpty = typed.trim() === '';
  const read = isEmpty ? undefined : readUpdateAddress(typed);
  const wanted = read?.ok ? read.address : null;
  const isWrong = read?.ok === false;

  return (
    <>
      <TextField
        label={t('updates.address')}
        help={t('updates.addressHelp')}
        isInvalid={isWrong}
        value={typed}
        onChange={setTyped}
      >
        {read?.ok === false && <p role="alert">{t(`updates.addressProblem.${read.problem}`)}</p>}
      </TextField>
      {problem && <SetupProblemCard problem={problem} />}
      <SaveButton
        isReady={!isWrong && wanted !== stored}
        onSave={() => void save({ updateAddress: wanted }).then(setProblem)}
      >
        {t('updates.save')}
      </SaveButton>
    </>
  );
}

function Standing({
  state,
  onAnswer,
}: {
  readonly state: UpdateState;
  readonly onAnswer: (state: UpdateState | null) => void;
}) {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const formats = useFormats();
  const failed = useFailed('updates.failed');
  const { phase, waitsFor, problem, updated } = state;
  const isBusy = phase === 'looking' || phase === 'loading' || phase === 'installing';
  const isOpen = waitsFor === 'sending' || waitsFor === 'unclear';

  function install(): void {
    client.call('updates.install').then(({ installing, state: after }) => {
      onAnswer(after);
      if (!installing) notices.show('bad', t('updates.refused'));
    }, failed);
  }

  return (
    <>
      <div aria-live="polite" className="form">
        <p className="numbers">{t('updates.running', { version: state.version })}</p>
        {updated && (
          <p className="numbers">
            {t('updates.updated', { ...updated, when: formats.dateTime(updated.at) })}
          </p>
        )}
        <p>{standingInWords(state, t, formats)}</p>
        {problem && phase !== 'off' && (
          <div className="form-field">
            <p>{t(`updates.problem.${problem.code}`, { version: problem.version ?? '' })}</p>
            {problem.detail !== '' && (
              <details className="fold">
                <summary>{t('problemCard.original')}</summary>
                <p className="quiet" lang="en">
                  {problem.detail}
                </p>
              </details>
            )}
          </div>
        )}
      </div>
      {phase !== 'off' && (
        <div className="form-row">
          {phase === 'ready' && (
            <button
              type="button"
              className="button button-primary"
              aria-disabled={isOpen}
              onClick={() => !isOpen && install()}
            >
              {t('updates.install')}
            </button>
          )}
          {phase === 'told' && (
            <button
              type="button"
              className="button button-primary"
              onClick={() => void client.call('updates.openDownload').catch(failed)}
            >
              {t('updates.download')}
            </button>
          )}
          <button
            type="button"
            className="button button-outline"
            aria-disabled={isBusy}
            onClick={() => {
              if (!isBusy) void client.call('updates.look').then(onAnswer, failed);
            }}
          >
            {t('updates.look')}
          </button>
        </div>
      )}
    </>
  );
}

function standingInWords(state: UpdateState, t: Translate, formats: Formats): string {
  const { phase, way, found, waitsFor, lookedAt } = state;
  const version = found?.version ?? '';
  switch (phase) {
    case 'told':
      return t(`updates.told.${way}`, { version });
    case 'ready':
      return t(`updates.ready.${waitsFor ?? 'quiet'}`, { version });
    case 'current':
      return t('updates.phase.current', { when: formats.dateTime(lookedAt ?? 0) });
    default:
      return t(`updates.phase.${phase}`, { version });
  }
}
