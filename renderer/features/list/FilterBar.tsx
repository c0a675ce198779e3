/** The bar beneath the toolbar that holds the conditions: all must hold, each can be switched off without losing it. */
import { useRef, type ChangeEvent } from 'react';
import { useTranslation } from 'react-i18next';
import {
  isBackwards,
  JOB_COLUMN_NAMES,
  JOB_COLUMNS,
  type JobColumn,
} from '../../../shared/domain/job-list.ts';
import type { FilterEntry } from '../../../shared/domain/preferences.ts';
import type { Formats } from '../../format/formats.ts';
import type { ValueOffer } from './ChoiceEditor.tsx';
import { ConditionEditor } from './ConditionEditor.tsx';
import { freeId } from './cell-filter.ts';
import { MAX_CONDITIONS, newCondition } from './filter-choices.ts';
import { Icon } from '../../ui/Icon.tsx';
import './bar.css';
import './FilterBar.css';

export interface FilterBarProps {
  readonly filters: readonly FilterEntry[];
  readonly formats: Formats;
  readonly offer: ValueOffer;
  /** Whether the entry says something; one that does not is kept, but filters nothing. */
  isComplete(entry: FilterEntry): boolean;
  onChange(filters: FilterEntry[]): void;
}

const FILTERABLE = JOB_COLUMN_NAMES.filter((column) => JOB_COLUMNS[column].filter !== 'none');

export function FilterBar({ filters, formats, offer, isComplete, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const addRef = useRef<HTMLSelectElement>(null);

  function add(event: ChangeEvent<HTMLSelectElement>): void {
    const condition = newCondition(event.target.value as JobColumn);
    if (!condition) return;
    onChange([...filters, { id: freeId(filters), active: true, condition }]);
  }

  function replace(entry: FilterEntry): void {
    onChange(filters.map((old) => (old.id === entry.id ? entry : old)));
  }

  function remove(id: string): void {
    onChange(filters.filter((entry) => entry.id !== id));
    // The button that was pressed is gone; without this the keyboard would start again at the top of the page.
    addRef.current?.focus();
  }

  return (
    <section className="bar" aria-label={t('filter.title')}>
      {filters.length === 0 && <p className="quiet">{t('filter.none')}</p>}
      <ul>
        {filters.map((entry) => {
          const column = t(`column.${entry.condition.column}`);
          return (
            <li key={entry.id}>
              <div
                className="condition"
                data-off={entry.active ? undefined : ''}
                role="group"
                aria-label={t('filter.condition', { column })}
              >
                <span className="switch">
                  <input
                    type="checkbox"
                    role="switch"
                    checked={entry.active}
                    aria-label={t('filter.switch', { column })}
                    onChange={(event) => replace({ ...entry, active: event.target.checked })}
                  />
                </span>
                <span className="condition-name">
                  {isAlternative(filters, entry) && (
                    <span className="condition-or">{t('filter.or')} </span>
                  )}
                  {column}
                </span>
                <div className="condition-editor">
                  <ConditionEditor
                    entry={entry}
                    formats={formats}
                    offer={offer}
                    onChange={replace}
                  />
                </div>
                {!isComplete(entry) && !isBackwards(entry.condition) && (
                  <span className="condition-note">{t('filter.incomplete')}</span>
                )}
                <button
                  type="button"
                  className="button button-icon"
                  aria-label={t('filter.remove', { column })}
                  title={t('filter.remove', { column })}
                  onClick={() => remove(entry.id)}
                >
                  <Icon name="close" size={12} />
                </button>
              </div>
            </li>
          );
        })}
      </ul>
      <div className="condition">
        <select
          ref={addRef}
          className="field"
          aria-label={t('filter.addLabel')}
          value=""
          disabled={filters.length >= MAX_CONDITIONS}
          onChange={add}
        >
          <option value="">{t('filter.add')}</option>
          {FILTERABLE.map((column) => (
            <option key={column} value={column}>
              {t(`column.${column}`)}
            </option>
          ))}
        </select>
        {filters.length > 0 && (
          <button type="button" className="button button-text" onClick={() => onChange([])}>
            {t('filter.clear')}
          </button>
        )}
      </div>
    </section>
  );
}

/** Conditions of one column are alternatives: the second one widens what the first one shows. */
function isAlternative(filters: readonly FilterEntry[], entry: FilterEntry): boolean {
  const first = filters.find(({ condition }) => condition.column === entry.condition.column);
  return first !== entry;
}
