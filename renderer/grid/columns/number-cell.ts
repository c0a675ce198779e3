/** A number of a document: what tells one from the next stands at its end, so it is shortened in the middle. */
import type { JobRow } from '../../../shared/domain/job-list.ts';
import { element, setChildren, setText } from '../element.ts';
import { jobCell } from './job-cell.ts';

/** Characters at the end that are always shown. */
const TAIL_LENGTH = 6;

export function numberCell(column: 'billNumber' | 'invoiceNumber' | 'postingNumber') {
  return jobCell(() => {
    const head = element('span', { className: 'number-head' });
    const tail = element('span', { className: 'number-tail' });
    const cell = element('div', { className: 'number-cell' });
    return {
      element: cell,
      draw(row: JobRow) {
        const letters = [...(row[column] ?? '')];
        const split = Math.max(0, letters.length - TAIL_LENGTH);
        setText(head, letters.slice(0, split).join(''));
        setText(tail, letters.slice(split).join(''));
        setChildren(cell, [...(split > 0 ? [head] : []), tail]);
      },
    };
  });
}
