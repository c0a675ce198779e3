/** One job as a page of its own: first what a manager asks, then what was sent, every attempt, and the document it came from. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { JobDetails as Details, OriginalLine } from '../../../shared/contract/contract.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import { canRetry, DRY_RUN_STATES } from '../../../shared/domain/job-list.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { CallFailed, messageOfError } from '../../api.ts';
import type { Translate } from '../../locales/i18n.ts';
import { formatRoute, navigate } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { DecisionButtons, DecisionList } from './Decisions.tsx';
import { DryRunCard } from '../../ui/DryRunCard.tsx';
import { BackLink } from '../../ui/BackLink.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { AnswersCard } from './AnswersCard.tsx';
import { BookingCard } from './BookingCard.tsx';
import { AttemptList, ErrorCard, JobHead, ParameterCard } from './JobCards.tsx';
import { OriginCard } from './OriginCard.tsx';
import { RelatedCard } from './RelatedCard.tsx';
import { TechnicalCard } from './TechnicalCard.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ByHand } from './ByHand.tsx';
import { useAround, type Around } from './use-around.ts';
import { useDryRun } from '../../hooks/use-dry-run.ts';
import { asSentence } from '../../format/as-sentence.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useRetry } from '../../hooks/use-retry.ts';
import './JobDetails.css';

/** Shortest time between two readings that changes cause. */
const REFRESH_INTERVAL_MS = 500;
const CLOCK_INTERVAL_MS = 10 * SECOND;

interface Loaded {
  readonly details: Details | null;
  readonly error: { readonly notFound: boolean; readonly message: string } | null;
}

export function JobDetails({ id }: { readonly id: number }) {
  const { t } = useTranslation();
  const { bulk, view, clock } = useAppStore();
  const formats = useFormats();
  const now = useNow(clock, CLOCK_INTERVAL_MS);
  const { details, error } = useDetails(id);
  const { around, go, show } = useAround(id);
  const original = useOriginal(id);
  const { retrying, retry } = useRetry();
  const page = useStore(view.store, (state) => state.page);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const ready = details !== null;
  const dryRun = useDryRun();
  const closeDryRun = dryRun.close;
  // The result belongs to the document that was on screen.
  useEffect(() => closeDryRun, [id, closeDryRun]);

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || isInDialog(event.target) || event.ctrlKey || event.metaKey)
        return;
      if (event.altKey && event.key === 'ArrowUp') go('previous');
      else if (event.altKey && event.key === 'ArrowDown') go('next');
      else if (event.key === 'Escape' && !event.altKey) navigate({ name: 'jobs', page });
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go, page]);

  // BACK finds this row again, also when the page was opened by its address.
  useEffect(() => view.remember({ currentJob: id }), [view, id]);
  useEffect(() => {
    if (ready) headingRef.current?.focus();
  }, [ready, id]);

  const back = <BackLink href={formatRoute({ name: 'jobs', page })} />;

  if (error) {
    return (
      <div className="plain-state" role="alert">
        <h1>
          {error.notFound
            ? t('details.notFound', { id })
            : t('details.failed', { reason: asSentence(error.message) })}
        </h1>
        <p className="quiet">{error.notFound ? t('details.notFoundText') : t('grid.errorSafe')}</p>
        {back}
      </div>
    );
  }
  if (!details) {
    return (
      <div className="plain-state" role="status">
        <p className="quiet">{t('details.loading')}</p>
        {back}
      </div>
    );
  }

  const { job } = details;
  const fix = fixOf(job.cause, t);
  return (
    <div className="page">
      <div className="page-head">
        <div className="page-steps">
          {back}
          <Step way="previous" around={around} onGo={go} />
          <Step way="next" around={around} onGo={go} />
        </div>
        <JobHead ref={headingRef} job={job} formats={formats} now={now} />
        <div className="page-actions">
          {canRetry(job) && (
            <button
              type="button"
              // Sending again mends nothing where the cause is mended elsewhere, or goes away by itself.
              className={`button ${fix === null && job.state === 'attention' ? 'button-primary' : 'button-outline'}`}
              disabled={retrying.has(id)}
              onClick={() => retry(id)}
            >
              <Icon name="retry" />
              {t('row.retry')}
            </button>
          )}
          {DRY_RUN_STATES.includes(job.state) && (
            <button
              type="button"
              className="button button-outline"
              title={t('dryRun.buttonHint')}
              onClick={() => dryRun.run({ target: { kind: 'jobs', ids: [id] } })}
            >
              {t('dryRun.button')}
            </button>
          )}
          <DecisionButtons
            job={job}
            onAction={(action) => bulk.open(action, { kind: 'jobs', ids: [id] })}
          />
        </div>
      </div>
      {dryRun.state && <DryRunCard state={dryRun.state} formats={formats} onClose={dryRun.close} />}
      <div className="page-columns">
        <div>
          <AnswersCard
            details={details}
            supportHref={formatRoute({ name: 'support', job: id })}
            fix={fix}
          />
          <BookingCard details={details} formats={formats} />
          <ParameterCard details={details} />
          <ErrorCard details={details} />
          <ByHand key={id} job={job} formats={formats} />
        </div>
        <div>
          <DecisionList decisions={details.decisions} formats={formats} />
          <AttemptList attempts={details.attempts} formats={formats} />
          <OriginCard details={details} formats={formats} />
          <RelatedCard
            job={job}
            siblings={details.siblings}
            related={around?.related ?? null}
            formats={formats}
            onOpen={(sibling) => navigate({ name: 'job', id: sibling })}
            onShow={show}
          />
          <TechnicalCard key={`technical ${id}`} details={details} original={original} />
        </div>
      </div>
    </div>
  );
}

/** Where a person mends the cause. */
function fixOf(cause: Cause | null, t: Translate) {
  switch (cause) {
    case 'account-missing':
    case 'account-refused':
    case 'currency-refused':
      return { href: formatRoute({ name: 'attention' }), label: t('attention.toAttention') };
    case 'not-connected':
    case 'sign-in-expired':
      return { href: formatRoute({ name: 'settings' }), label: t('attention.toSettings') };
    default:
      return null;
  }
}

/** A dialog above the page has its own Escape. */
function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog]') !== null;
}

/** The way to the neighbour in the list; at its end the button stays where it is, so that the keyboard keeps its place. */
function Step({
  way,
  around,
  onGo,
}: {
  readonly way: 'previous' | 'next';
  readonly around: Around | null;
  onGo(way: 'previous' | 'next'): void;
}) {
  const { t } = useTranslation();
  const target = around?.[way] ?? null;
  const isEnd = around !== null && target === null;
  return (
    <button
      type="button"
      className="button button-icon button-outline"
      aria-label={t(`details.${way}`)}
      aria-keyshortcuts={way === 'previous' ? 'Alt+ArrowUp' : 'Alt+ArrowDown'}
      aria-disabled={target === null}
      title={
        isEnd
          ? t(around.exact ? `details.${way}None` : 'details.neighbourFar')
          : t(`details.${way}Hint`)
      }
      onClick={() => onGo(way)}
    >
      <Icon name={way === 'previous' ? 'up' : 'down'} />
    </button>
  );
}

/** The line of the till; what cannot be read says so itself. */
function useOriginal(id: number): OriginalLine | null {
  const { client } = useAppStore();
  const [read, setRead] = useState<{ readonly id: number; readonly line: OriginalLine } | null>(
    null,
  );
  useEffect(() => {
    let current = true;
    const unreadable: OriginalLine = {
      file: '',
      line: null,
      text: null,
      fields: [],
      problem: 'unreadable',
    };
    client.call('details.original', id).then(
      (line) => current && setRead({ id, line }),
      () => current && setRead({ id, line: unreadable }),
    );
    return () => {
      current = false;
    };
  }, [client, id]);
  return read?.id === id ? read.line : null;
}

/** The details of a job, read again when it changes; what was read stays while the next answer is under way. */
function useDetails(id: number): Loaded {
  const { client, sync, timers } = useAppStore();
  const [loaded, setLoaded] = useState<Loaded & { readonly id: number }>({
    id,
    details: null,
    error: null,
  });

  const read = useCallback(
    async (isCurrent: () => boolean) => {
      try {
        const details = await client.call('jobs.details', id);
        if (isCurrent()) setLoaded({ id, details, error: null });
      } catch (error) {
        if (!isCurrent()) return;
        const notFound = error instanceof CallFailed && error.code === 'not_found';
        setLoaded({ id, details: null, error: { notFound, message: messageOfError(error) } });
      }
    },
    [client, id],
  );

  useEffect(() => {
    let current = true;
    let cancel: (() => void) | undefined;
    void read(() => current);
    const end = sync.onTouched((touched) => {
      if (cancel || (touched !== 'all' && !touched.includes(id))) return;
      cancel = timers.after(REFRESH_INTERVAL_MS, () => {
        cancel = undefined;
        void read(() => current);
      });
    });
    return () => {
      current = false;
      cancel?.();
      end();
    };
  }, [read, sync, timers, id]);

  return loaded.id === id ? loaded : { details: null, error: null };
}
