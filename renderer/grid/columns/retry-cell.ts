/** How often a job was tried, when it is tried next, and the button that tries it now. */
import { canRetry, type JobRow } from '../../../shared/domain/job-list.ts';
import { statusOfJob } from '../../../shared/domain/states.ts';
import { element, iconElement, setAttribute, setChildren, setText } from '../element.ts';
import { jobCell, type JobCells } from './job-cell.ts';

/** Went through at once, or was never tried: there is nothing to say. */
function isEmpty(row: JobRow): boolean {
  return row.attempts <= 1 && statusOfJob(row) === 'synced';
}

export const RetryCell = jobCell((row, cells) => {
  const tries = element('span');
  const next = element('span', { className: 'quiet' });
  const lines = element('div', { className: 'two-lines' });
  const cell = element('div', { className: 'retry-cell' });
  let button: HTMLButtonElement | undefined;
  return {
    element: cell,
    draw(job, { t, formats, now, retrying }) {
      if (isEmpty(job)) {
        setChildren(cell, []);
        return;
      }
      const due = statusOfJob(job) === 'pending' ? job.dueAt : null;
      setText(tries, t('row.tries', { count: job.attempts }));
      if (due !== null) setText(next, due <= now ? t('row.nextNow') : formats.relative(due, now));
      setChildren(lines, [...(job.attempts > 0 ? [tries] : []), ...(due === null ? [] : [next])]);

      // Most rows of a list are booked and never need one.
      if (!canRetry(job)) {
        setChildren(cell, [lines]);
        return;
      }
      button ??= retryButton(row, cells);
      setChildren(cell, [lines, button]);
      setAttribute(button, 'aria-label', t('row.retryOf', { id: job.id }));
      setAttribute(button, 'title', t('row.retry'));
      button.disabled = retrying.has(job.id);
    },
  };
});

function retryButton(row: () => JobRow, cells: JobCells): HTMLButtonElement {
  const button = element('button', {
    className: 'button button-outline button-small button-icon',
    attributes: { type: 'button', tabindex: '-1' },
    children: [iconElement('retry', 14)],
  });
  button.addEventListener('click', () => cells.getState().onRetry(row().id));
  return button;
}
