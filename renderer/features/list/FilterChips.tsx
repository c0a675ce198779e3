/** What narrows the list, each as a chip that takes it away; while the bar of the filters is open, it says so itself. */
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import type { Condition } from '../../../shared/domain/job-list.ts';
import type { FilterEntry } from '../../../shared/domain/preferences.ts';
import type { Formats } from '../../format/formats.ts';
import { formatTyped } from '../../format/typed-number.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useAppStore } from '../../store/app-store.ts';
import { activeFilters } from '../../store/filters.ts';
import { Icon } from '../../ui/Icon.tsx';
import { labelOf } from './filter-choices.ts';
import { useJobView } from './use-job-view.ts';
import './FilterChips.css';

/** Values that a chip names; of more it says how many. */
const MAX_NAMED_VALUES = 2;

export function FilterChips() {
  const { t } = useTranslation();
  const { view } = useAppStore();
  const formats = useFormats();
  const jobView = useJobView();
  const shown = activeFilters(jobView);
  if (jobView.filterOpen || shown.length === 0) return null;
  return (
    <ul className="filter-chips" aria-label={t('filter.active')}>
      {shown.map((entry) => {
        const column = t(`column.${entry.condition.column}`);
        return (
          <li key={entry.id} className="filter-chip">
            <span>
              {column}: <bdi>{valueOf(entry, t, formats)}</bdi>
            </span>
            <button
              type="button"
              aria-label={t('filter.remove', { column })}
              title={t('filter.remove', { column })}
              onClick={() =>
                view.change({ filters: jobView.filters.filter(({ id }) => id !== entry.id) })
              }
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        );
      })}
      {shown.length > 1 && (
        <li>
          <button
            type="button"
            className="button button-text button-small"
            onClick={() => view.change({ filters: [] })}
          >
            {t('filter.clear')}
          </button>
        </li>
      )}
    </ul>
  );
}

function valueOf({ condition, preset }: FilterEntry, t: TFunction, formats: Formats): string {
  if (preset !== undefined) return t(`filter.${preset}`);
  switch (condition.kind) {
    case 'choice': {
      const { column, values } = condition;
      const named = values.slice(0, MAX_NAMED_VALUES).map((value) => labelOf(column, value, t));
      const more = values.length - named.length;
      return more > 0
        ? `${named.join(', ')} ${t('filter.further', { count: more })}`
        : named.join(', ');
    }
    case 'text':
      return condition.operator === 'empty'
        ? t('filter.empty')
        : t(`filter.${condition.operator}Text`, { text: condition.text });
    case 'range':
    case 'day':
      return rangeOf(condition, t, formats);
  }
}

function rangeOf(
  condition: Extract<Condition, { kind: 'range' | 'day' }>,
  t: TFunction,
  formats: Formats,
): string {
  const say = (end: string | number) => {
    if (typeof end === 'string') return formats.day(end);
    if (condition.column === 'amount') return formatTyped(end, 'amount', formats.language);
    return condition.column === 'id' ? String(end) : formats.dateTime(end);
  };
  const { from, to } = condition;
  if (from !== undefined && from === to) return say(from);
  return [
    from === undefined ? '' : `${t('filter.fromWord')} ${say(from)}`,
    to === undefined ? '' : `${t('filter.toWord')} ${say(to)}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
