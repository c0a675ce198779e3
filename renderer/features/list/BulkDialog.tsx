/**
 * Asks before something is done with many jobs: how many, how much money, from when, what is left out and why. It acts on
 * exactly the set that it shows.
 */
import { useId, useState, type FormEvent } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BulkPlan, BulkProgress } from '../../../shared/contract/contract.ts';
import {
  MOST_REASON_CHARACTERS,
  needsReason,
  type BulkAction,
} from '../../../shared/domain/bulk.ts';
import type { Formats } from '../../format/formats.ts';
import { DryRunCard, type DryRunState } from '../../ui/DryRunCard.tsx';
import { Icon } from '../../ui/Icon.tsx';
import './BulkDialog.css';

/** See `renderer/store/bulk.ts`. */
type Step =
  | { readonly kind: 'counting' }
  | { readonly kind: 'asking'; readonly plan: BulkPlan }
  | { readonly kind: 'running'; readonly plan: BulkPlan; readonly progress: BulkProgress | null }
  | { readonly kind: 'failed'; readonly gone: boolean; readonly reason: string };

export interface BulkDialogProps {
  readonly action: BulkAction;
  readonly step: Step;
  readonly formats: Formats;
  /** The dry run of the set; null: none was requested. */
  readonly dryRun: DryRunState | null;
  onDryRun(setId: string): void;
  onDryRunClose(): void;
  onConfirm(reason: string): void;
  onAgain(): void;
  onStop(): void;
  onClose(): void;
}

export function BulkDialog(props: BulkDialogProps) {
  const { onClose } = props;
  return (
    <ModalOverlay
      className="dialog-overlay"
      isOpen
      isDismissable={props.step.kind !== 'running'}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="dialog-frame">
        <Dialog className="dialog">
          <Content {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Content(props: BulkDialogProps) {
  const { t } = useTranslation();
  const { action, step } = props;
  switch (step.kind) {
    case 'counting':
      return (
        <>
          <Heading slot="title">{t('bulk.counting')}</Heading>
          <p className="quiet">{t('bulk.countingText')}</p>
          <div className="dialog-buttons">
            <CloseButton {...props} />
          </div>
        </>
      );
    case 'asking':
      return <Question key={step.plan.setId} {...props} plan={step.plan} />;
    case 'running':
      return <Progress {...props} plan={step.plan} progress={step.progress} />;
    case 'failed':
      return (
        <div role="alert" className="dialog-part">
          <Heading slot="title">{t(step.gone ? 'bulk.gone' : 'bulk.failed')}</Heading>
          <p>{step.gone ? t('bulk.goneText') : t('bulk.failedText', { reason: step.reason })}</p>
          <div className="dialog-buttons">
            <button
              type="button"
              // The headline is the subject of the dialog: each step puts the focus there.
              autoFocus
              className="button button-primary"
              onClick={props.onAgain}
            >
              {t('bulk.again')}
            </button>
            <CloseButton {...props} label={t(`bulk.${action}.keep`)} />
          </div>
        </div>
      );
  }
}

function Question({
  action,
  plan,
  formats,
  dryRun,
  onDryRun,
  onDryRunClose,
  onConfirm,
  onClose,
}: BulkDialogProps & { readonly plan: BulkPlan }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const reasonId = useId();
  const helpId = useId();
  const { eligible } = plan;
  const isEmpty = eligible.count === 0;
  const asksWhy = needsReason(action) && !isEmpty;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isEmpty) return;
    if (asksWhy && reason.trim() === '') {
      setMissing(true);
      document.getElementById(reasonId)?.focus();
      return;
    }
    onConfirm(reason.trim());
  }

  return (
    <form className="dialog-part" onSubmit={submit}>
      <Heading slot="title">
        {isEmpty
          ? t(`bulk.${action}.none`, { count: plan.all.count })
          : t(`bulk.${action}.title`, { count: eligible.count })}
      </Heading>
      {!isEmpty && (
        <>
          <p className="bulk-money">
            <strong className="numbers">{formats.sums(eligible.sums)}</strong>
            {plan.days && <span>{daysOf(plan.days, formats)}</span>}
          </p>
          {eligible.oldestAt !== null && eligible.count > 1 && (
            <p className="quiet">
              {t('bulk.oldest', { time: formats.dateTime(eligible.oldestAt) })}
            </p>
          )}
          <p>{t(`bulk.${action}.what`)}</p>
        </>
      )}
      {plan.refused.length > 0 && (
        <div className="bulk-refused">
          <h3>{t('bulk.leftOut', { count: plan.all.count - eligible.count })}</h3>
          <ul>
            {plan.refused.map(({ reason: why, tally }) => (
              <li key={why}>
                <span className="numbers">
                  {formats.number(tally.count)}
                  {formats.sums(tally.sums) !== null && ` (${formats.sums(tally.sums)})`}
                </span>{' '}
                {t(`bulk.refused.${why}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {asksWhy && (
        <div className="bulk-reason">
          <label htmlFor={reasonId}>{t(`bulk.${action}.why`)}</label>
          <textarea
            id={reasonId}
            className="field"
            // The one thing that is to be typed here.
            autoFocus
            rows={2}
            maxLength={MOST_REASON_CHARACTERS}
            value={reason}
            aria-required
            aria-invalid={missing}
            aria-describedby={helpId}
            onChange={(event) => {
              setReason(event.target.value);
              setMissing(false);
            }}
          />
          <p id={helpId} className={missing ? 'bulk-missing' : 'quiet'}>
            {missing && <Icon name="alert" size={14} />}{' '}
            {t(missing ? 'bulk.reasonMissing' : 'bulk.reasonHelp')}
          </p>
        </div>
      )}
      {dryRun && <DryRunCard state={dryRun} formats={formats} onClose={onDryRunClose} />}
      <div className="dialog-buttons">
        {!isEmpty && (
          <button type="submit" className="button button-primary" autoFocus={!asksWhy}>
            {t(`bulk.${action}.do`, { count: eligible.count })}
          </button>
        )}
        {action === 'retry' && !isEmpty && (
          <button
            type="button"
            className="button button-outline"
            onClick={() => onDryRun(plan.setId)}
          >
            {t('dryRun.button')}
          </button>
        )}
        <button
          type="button"
          className="button button-outline"
          autoFocus={isEmpty}
          onClick={onClose}
        >
          {t(isEmpty ? 'bulk.close' : 'bulk.cancel')}
        </button>
      </div>
    </form>
  );
}

function Progress({
  action,
  plan,
  progress,
  formats,
  onStop,
  onClose,
}: BulkDialogProps & { readonly plan: BulkPlan; readonly progress: BulkProgress | null }) {
  const { t } = useTranslation();
  const total = plan.eligible.count;
  const refused = progress?.refused.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const passed = (progress?.done.count ?? 0) + refused;
  return (
    <>
      <Heading slot="title">{t(`bulk.${action}.running`)}</Heading>
      <progress
        className="bulk-progress"
        max={total}
        value={passed}
        aria-label={t('bulk.progress')}
      />
      <p className="numbers" role="status">
        {t('bulk.passed', { passed: formats.number(passed), total: formats.number(total) })}
      </p>
      <div className="dialog-buttons">
        <button type="button" className="button button-outline" autoFocus onClick={onStop}>
          {t('bulk.stop')}
        </button>
        <button type="button" className="button button-text" onClick={onClose}>
          {t('bulk.background')}
        </button>
      </div>
    </>
  );
}

function CloseButton({ onClose, label }: BulkDialogProps & { readonly label?: string }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="button button-outline" onClick={onClose}>
      {label ?? t('bulk.cancel')}
    </button>
  );
}

function daysOf({ first, last }: NonNullable<BulkPlan['days']>, formats: Formats): string {
  return first === last ? formats.day(first) : `${formats.day(first)} – ${formats.day(last)}`;
}
