/** Today in one sentence, above the list of jobs, with the way to the day. */
import { useTranslation } from 'react-i18next';
import { localDay, MINUTE } from '../../../shared/domain/time.ts';
import { daySentence, stateOfDay } from '../../format/closing-words.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { formatRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { useNow } from '../../ui/use-now.ts';
import { useRoom } from '../../ui/use-room.ts';
import { ClosingMark } from './ClosingMark.tsx';
import { useClosingDay } from './use-closing-day.ts';
import './TodayLine.css';

/** While jobs are sent the sentence follows slowly: it is the day's, not the second's. */
const FOLLOW_INTERVAL_MS = MINUTE / 6;

export function TodayLine() {
  const { t } = useTranslation();
  const { clock } = useAppStore();
  const formats = useFormats();
  const today = localDay(useNow(clock, MINUTE), formats.timeZone);
  const { value } = useClosingDay(today, FOLLOW_INTERVAL_MS);
  const { small } = useRoom();
  // A day without business has nothing to say: the lamp speaks of what is under way. Enlarged, the rows come first.
  if (small || !value || stateOfDay(value.data) === 'none') return null;
  return (
    <p className="today-line">
      <ClosingMark state={stateOfDay(value.data)} size={14} />
      <span>{daySentence(value, t, formats)}</span>
      <a href={formatRoute({ name: 'closing', at: today })}>{t('closing.tab')}</a>
      <a href={formatRoute({ name: 'go-home' })}>{t('goHome.title')}</a>
    </p>
  );
}
