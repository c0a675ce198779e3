/** How far the run is: a thin bar on the toolbar's edge, and now and then a sentence for those who do not see it. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SECOND } from '../../../shared/domain/time.ts';
import type { Progress } from '../../format/status-sentence.ts';
import './RunProgress.css';

/** Often enough to follow, rarely enough to work on meanwhile. */
const ANNOUNCEMENT_INTERVAL_MS = 30 * SECOND;

export function RunProgress({ progress }: { readonly progress: Progress }) {
  const { t } = useTranslation();
  const { done, of } = progress;
  const sentence = t('lamp.runProgress', { done, of });
  const latest = useRef(sentence);
  const [announced, setAnnounced] = useState('');

  useEffect(() => {
    latest.current = sentence;
  }, [sentence]);
  useEffect(() => {
    const timer = setInterval(() => setAnnounced(latest.current), ANNOUNCEMENT_INTERVAL_MS);
    return () => clearInterval(timer);
  }, []);

  return (
    <>
      <div
        className="run-progress"
        role="progressbar"
        aria-label={t('lamp.runBar')}
        aria-valuemin={0}
        aria-valuemax={of}
        aria-valuenow={done}
        aria-valuetext={sentence}
      >
        <div className="run-progress-done" style={{ transform: `scaleX(${done / of})` }} />
      </div>
      <p className="visually-hidden" aria-live="polite">
        {announced}
      </p>
    </>
  );
}
