/** A number of a document: what tells one from the next stands at its end, so it is shortened in the middle. */
import type { JobRow } from '../../../shared/domain/job-list.ts';
import { element, setChildren, setText } from '../element.ts';
import { jobCell } from './job-cell.ts';

/** Characters at the end that are always shown. */
const TAIL_LENGTH = 6;

/** Of a script that runs from right to left, or with marks that turn the direction: halves of it would be read as another. */
const TURNED =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

export function numberCell(column: 'billNumber' | 'invoiceNumber' | 'postingNumber') {
  return jobCell(() => {
    const head = element('span', { className: 'number-head' });
    const tail = element('span', { className: 'number-tail' });
    // Its direction is that of its own first letter, and ends with it.
    const whole = element('bdi', { className: 'number-head' });
    const cell = element('div', { className: 'number-cell' });
    return {
      element: cell,
      draw(row: JobRow) {
        const text = row[column] ?? '';
        if (TURNED.test(text)) {
          setText(whole, text);
          setChildren(cell, [whole]);
          return;
        }
        const letters = [...text];
        const split = Math.max(0, letters.length - TAIL_LENGTH);
        setText(head, letters.slice(0, split).join(''));
        setText(tail, letters.slice(split).join(''));
        setChildren(cell, [...(split > 0 ? [head] : []), tail]);
      },
    };
  });
}
