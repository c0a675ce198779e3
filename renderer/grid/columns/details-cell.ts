/** The button that opens the details. */
import { element, setAttribute, setText } from '../element.ts';
import { jobCell } from './job-cell.ts';

export const DetailsCell = jobCell((row, cells) => {
  const button = element('button', {
    className: 'button button-primary button-small',
    // The cell has the place in the tab order; its keys press the button.
    attributes: { type: 'button', tabindex: '-1' },
  });
  button.addEventListener('click', () => cells.getState().onDetails(row().id));
  return {
    element: element('div', { className: 'details-cell', children: [button] }),
    draw({ id }, { t }) {
      setAttribute(button, 'aria-label', t('row.showDetailsOf', { id }));
      setText(button, t('row.showDetails'));
    },
  };
});
