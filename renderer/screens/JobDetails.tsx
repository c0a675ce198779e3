/** One job as a page of its own: what was sent, what went wrong, every attempt, and the document it came from. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { JobDetails as Details } from '../../shared/contract/contract.ts';
import { canRetry } from '../../shared/domain/job-list.ts';
import { SECOND } from '../../shared/domain/time.ts';
import { CallFailed, messageOfError } from '../api.ts';
import { formatRoute, navigate } from '../router.ts';
import { useAppStore } from '../store/app-store.ts';
import { DecisionButtons, DecisionList } from '../ui/Decisions.tsx';
import { Icon } from '../ui/Icon.tsx';
import {
  AttemptList,
  BookingCard,
  ErrorCard,
  EventCard,
  JobHead,
  ParameterCard,
  SiblingList,
} from '../ui/JobCards.tsx';
import { useNow } from '../ui/use-now.ts';
import { asSentence, useFormats, useRetry } from './use-window.ts';

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
  const { retrying, retry } = useRetry();
  const page = useStore(view.store, (state) => state.page);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const ready = details !== null;

  // BACK finds this row again, also when the page was opened by its address.
  useEffect(() => view.remember({ currentJob: id }), [view, id]);
  useEffect(() => {
    if (ready) headingRef.current?.focus();
  }, [ready, id]);

  const back = (
    <a className="button button-neutral" href={formatRoute({ name: 'jobs', page })}>
      <Icon name="back" />
      {t('details.back')}
    </a>
  );

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
  return (
    <div className="page">
      <div className="page-head">
        {back}
        <JobHead ref={headingRef} job={job} formats={formats} now={now} />
        {canRetry(job) && (
          <button
            type="button"
            className="button button-primary"
            disabled={retrying.has(id)}
            onClick={() => retry(id)}
          >
            <Icon name="retry" />
            {t('row.retry')}
          </button>
        )}
        <DecisionButtons
          job={job}
          onAction={(action) => bulk.open(action, { kind: 'jobs', ids: [id] })}
        />
      </div>
      <div className="page-columns">
        <div>
          <ParameterCard details={details} />
          <ErrorCard details={details} />
          <BookingCard details={details} formats={formats} />
        </div>
        <div>
          <DecisionList decisions={details.decisions} formats={formats} />
          <AttemptList attempts={details.attempts} formats={formats} />
          <EventCard details={details} formats={formats} />
          <SiblingList
            jobs={details.siblings}
            formats={formats}
            onOpen={(sibling) => navigate({ name: 'job', id: sibling })}
          />
        </div>
      </div>
    </div>
  );
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
