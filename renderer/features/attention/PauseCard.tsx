/** The card of a pause that holds up every document: its cause, since when, and the ways out. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { EngineStatus } from '../../../shared/contract/contract.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { needsPerson, needsSettings, type HeldUp } from '../../format/pause.ts';
import { describeTally, withoutGroups } from '../../format/status-sentence.ts';
import { formatRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { useNow } from '../../ui/use-now.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useKick } from '../../hooks/use-kick.ts';
import { CauseAnswers } from './CauseAnswers.tsx';
import './PauseCard.css';

const CLOCK_INTERVAL_MS = SECOND;

export function PauseCard({
  held,
  status,
}: {
  readonly held: HeldUp;
  readonly status: EngineStatus;
}) {
  const { t } = useTranslation();
  const { clock, sync } = useAppStore();
  const formats = useFormats();
  const now = useNow(clock, CLOCK_INTERVAL_MS);
  const { kicking, kick } = useKick();
  const isLive = useStore(sync.store, ({ link }) => link === 'live');
  const isForSettings = needsSettings(held);
  const concerned = withoutGroups(status.pending, [status.attention, status.aside]);

  return (
    <section
      className={`card cause-card cause-${needsPerson(held) ? 'bad' : 'note'}`}
      data-cause={held.cause}
    >
      <div>
        <h2>{t(`cause.${held.cause}.what`)}</h2>
      </div>
      <p className="quiet">
        {[
          concerned.count > 0 &&
            t('lamp.stored', { documents: describeTally(concerned, t, formats) }),
          held.since !== null &&
            t('attention.since', { when: formats.timeOrDate(held.since, now) }),
          held.until !== null &&
            t('lamp.nextTry', { when: formats.relative(Math.max(held.until, now), now) }),
        ]
          .filter(Boolean)
          .join(' ')
          // "in 4 min." ends with a full stop of its own.
          .replaceAll('..', '.')}
      </p>
      <CauseAnswers cause={held.cause} />
      {held.message !== undefined && (
        <details
          key={held.cause}
          className="fold"
          open={held.cause === 'dialect-invalid' || undefined}
        >
          <summary>{t('details.rawError')}</summary>
          <p lang="en" className="pause-original">
            {held.message}
          </p>
        </details>
      )}
      <div className="cause-acts">
        {isForSettings ? (
          <a className="button button-primary" href={formatRoute({ name: 'settings' })}>
            {t(held.cause === 'not-connected' ? 'attention.connect' : 'attention.signIn')}
          </a>
        ) : (
          <>
            {!needsPerson(held) && (
              <button
                type="button"
                className="button button-outline"
                aria-disabled={kicking || !isLive}
                onClick={() => {
                  if (!kicking && isLive) kick();
                }}
              >
                {t('toolbar.kick')}
              </button>
            )}
            <a className="button button-text" href={formatRoute({ name: 'settings' })}>
              {t('attention.toSettings')}
            </a>
          </>
        )}
        <a className="button button-text" href={formatRoute({ name: 'support', job: null })}>
          {t('support.open')}
        </a>
      </div>
    </section>
  );
}
