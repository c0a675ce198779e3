/** The state in a word of the original, with a dot of its own shape, and beneath it what that word does not say. */
import type { JobRow } from '../../../shared/domain/job-list.ts';
import { statusOfJob, type JobState } from '../../../shared/domain/states.ts';
import { element, setAttribute, setChildren, setText } from '../element.ts';
import { jobCell } from './job-cell.ts';

type StatusTone = 'good' | 'waiting' | 'sending' | 'attention' | 'aside';

function toneOf(state: JobState): StatusTone {
  switch (state) {
    case 'booked':
    case 'verified':
      return 'good';
    case 'sending':
      return 'sending';
    case 'attention':
      return 'attention';
    case 'on-hold':
    case 'excluded':
      return 'aside';
    case 'waiting':
    case 'waiting-invoice':
    case 'unclear':
      return 'waiting';
  }
}

/** Adds to *Pending* why; booked jobs need no second line, verified ones get it as the better news. */
const hasStateWords = ({ state }: JobRow) => state !== 'booked';

export const StatusCell = jobCell(() => {
  const dot = element('span', { className: 'status-dot', attributes: { 'aria-hidden': 'true' } });
  const word = element('span');
  const words = element('span');
  const lines = element('div', { className: 'two-lines' });
  return {
    element: element('div', { className: 'status-cell', children: [dot, lines] }),
    draw(row, { t }) {
      setAttribute(dot, 'data-tone', toneOf(row.state));
      setText(word, t(`status.${statusOfJob(row)}`));
      setChildren(lines, hasStateWords(row) ? [word, words] : [word]);
      setText(words, t(`state.${row.state}`));
      setAttribute(words, 'class', row.state === 'attention' ? 'state-attention' : 'quiet');
    },
  };
});
