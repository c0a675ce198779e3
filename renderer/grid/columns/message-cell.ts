/** The message of the original, and beneath it why a job is not booked. */
import { messageOf } from '../../../shared/domain/job-list.ts';
import { reasonOf } from '../../../shared/domain/row-reason.ts';
import { element, setAttribute, setChildren, setText } from '../element.ts';
import { jobCell } from './job-cell.ts';

export const MessageCell = jobCell(() => {
  const words = element('span');
  const why = element('span');
  const lines = element('div', { className: 'two-lines message-cell' });
  return {
    element: lines,
    draw(row, { t, now }) {
      const message = messageOf(row);
      const reason = reasonOf(row, now);
      // A reason may need both lines; while an invoice is awaited, its short one leaves room for the message.
      const isAlone = message === null || (reason !== null && reason !== 'invoice-awaited');
      setText(words, message === null ? '' : t(`message.${message}`));
      setText(
        why,
        reason === null
          ? ''
          : reason === 'invoice-awaited'
            ? t('rowReason.invoice-awaited')
            : t(`causeName.${reason}`),
      );
      setAttribute(
        why,
        'class',
        row.state === 'attention' ? 'state-attention' : isAlone ? '' : 'quiet',
      );
      setChildren(lines, [
        ...(message !== null && (reason === null || !isAlone) ? [words] : []),
        ...(reason === null ? [] : [why]),
      ]);
    },
  };
});
