/** The boxes at the left edge: of a row, and of the whole page. */
import { element, setAttribute } from '../element.ts';
import { jobCell, jobHeader } from './job-cell.ts';
import './select-cell.css';

function box(): { readonly label: HTMLLabelElement; readonly input: HTMLInputElement } {
  const input = element('input', {
    // The cell has the place in the tab order; Space ticks the box.
    attributes: { type: 'checkbox', tabindex: '-1' },
  });
  return { label: element('label', { className: 'select-cell', children: [input] }), input };
}

export const SelectCell = jobCell((row, cells) => {
  const { label, input } = box();
  // Not `change`, which does not tell of the Shift key.
  input.addEventListener('click', ({ shiftKey }) =>
    cells.getState().onChoose(row().id, shiftKey ? 'extend' : 'toggle'),
  );
  return {
    element: label,
    draw({ id }, { t, isChosen }) {
      setAttribute(input, 'aria-label', t('selection.row', { id }));
      input.checked = isChosen(id);
    },
  };
});

export const SelectHeader = jobHeader((cells) => {
  const { label, input } = box();
  input.addEventListener('click', () => cells.getState().onChoosePage());
  return {
    element: label,
    draw({ t, pageChoice }) {
      setAttribute(input, 'aria-label', t('selection.page'));
      input.checked = pageChoice === 'all';
      input.indeterminate = pageChoice === 'some';
    },
  };
});
