/** "Is one of": the values of a column to tick, with how many documents have each. */
import { useId, useState } from 'react';
import { Button, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import {
  VALUE_COLUMNS,
  type Condition,
  type JobColumn,
  type ValueColumn,
} from '../../../shared/domain/job-list.ts';
import type { FilterEntry } from '../../../shared/domain/preferences.ts';
import type { Formats } from '../../format/formats.ts';
import {
  choicesOf,
  isFound,
  MAX_CHOSEN_VALUES,
  MAX_VALUE_LENGTH,
  MAX_OFFERED_VALUES,
  type Choice,
} from './filter-choices.ts';
import { Icon } from '../../ui/Icon.tsx';
import './ChoiceEditor.css';

/** From this many values on, a search box saves reading them all. */
const MIN_CHOICES_FOR_SEARCH = 9;
/** Names on the button; the others are a number. */
const MAX_NAMED_CHOICES = 3;

export interface OfferedValues {
  /** Null: never read. Those of the last time stay while they are read again. */
  readonly values: readonly { readonly value: string; readonly count: number | null }[] | null;
  /** Why they could not be read; null for nothing. */
  readonly error: string | null;
}

/** The known values of the columns, and the way to request them. */
export interface ValueOffer {
  readonly known: Partial<Record<ValueColumn, OfferedValues>>;
  ask(column: ValueColumn): void;
}

export interface ChoiceEditorProps {
  readonly entry: FilterEntry;
  readonly condition: Extract<Condition, { kind: 'choice' }>;
  readonly formats: Formats;
  readonly offer: ValueOffer;
  onChange(entry: FilterEntry): void;
}

export function isValueColumn(column: JobColumn): column is ValueColumn {
  return (VALUE_COLUMNS as readonly JobColumn[]).includes(column);
}

export function ChoiceEditor(props: ChoiceEditorProps) {
  const { entry, condition, formats, offer, onChange } = props;
  const { t } = useTranslation();
  const titleId = useId();
  const column = t(`column.${condition.column}`);
  const names = choicesOf(condition.column, { offered: [], chosen: condition.values, t, formats })
    .filter(({ value }) => condition.values.includes(value))
    .map(({ label }) => label);

  function toggle(value: string, on: boolean): void {
    const rest = condition.values.filter((each) => each !== value);
    onChange({
      ...entry,
      condition: { ...condition, values: on ? [...rest, value] : rest },
    });
  }

  function ask(): void {
    if (isValueColumn(condition.column)) offer.ask(condition.column);
  }

  return (
    <DialogTrigger
      onOpenChange={(open) => {
        if (open) ask();
      }}
    >
      <Button className="button button-outline choice-button">
        <span className="choice-names" dir="auto">
          {names.length === 0 ? t('filter.choose') : names.slice(0, MAX_NAMED_CHOICES).join(', ')}
        </span>
        {names.length > MAX_NAMED_CHOICES && (
          <span>{t('filter.further', { count: names.length - MAX_NAMED_CHOICES })}</span>
        )}
        <Icon name="down" size={12} />
      </Button>
      {/* The popover itself is the dialog: then its hidden buttons to close it are inside, too. */}
      <Popover className="popover" placement="bottom start" aria-labelledby={titleId}>
        <div className="picker">
          <span id={titleId} className="visually-hidden">
            {t('filter.chosen', { column })}
          </span>
          <Picker
            column={condition.column}
            chosen={condition.values}
            offered={isValueColumn(condition.column) ? offer.known[condition.column] : undefined}
            formats={formats}
            onToggle={toggle}
            onClear={() => onChange({ ...entry, condition: { ...condition, values: [] } })}
            onAgain={ask}
          />
        </div>
      </Popover>
    </DialogTrigger>
  );
}

interface PickerProps {
  readonly column: JobColumn;
  readonly chosen: readonly string[];
  readonly offered: OfferedValues | undefined;
  readonly formats: Formats;
  onToggle(value: string, on: boolean): void;
  onClear(): void;
  onAgain(): void;
}

function Picker({ column, chosen, offered, formats, onToggle, onClear, onAgain }: PickerProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  // An unticked value stays in its place until the picker closes, so that it can be ticked again.
  const [before] = useState(chosen);
  const name = t(`column.${column}`);
  const choices = choicesOf(column, {
    offered: offered?.values ?? [],
    chosen: [...before, ...chosen],
    t,
    formats,
  });
  const found = choices.filter((choice) => isFound(choice, wanted, formats.language));
  const counted = choices.some(({ count }) => count !== null);
  const isFull = chosen.length >= MAX_CHOSEN_VALUES;
  const loading = offered?.values == null && offered?.error == null;

  return (
    <>
      {choices.length >= MIN_CHOICES_FOR_SEARCH && (
        <input
          type="text"
          className="field"
          aria-label={t('filter.findValue', { column: name })}
          placeholder={t('filter.findPlaceholder')}
          maxLength={MAX_VALUE_LENGTH}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          // The first thing one does in a long list.
          autoFocus
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      {offered?.error != null && (
        <div className="picker-note" role="alert">
          <p>{t('filter.valuesFailed', { reason: offered.error })}</p>
          <button type="button" className="button button-outline button-small" onClick={onAgain}>
            {t('filter.valuesAgain')}
          </button>
        </div>
      )}
      {loading && (
        <p className="picker-note quiet" role="status">
          {t('filter.valuesLoading')}
        </p>
      )}
      <div className="choices" role="group" aria-label={t('filter.values', { column: name })}>
        {found.map((choice) => (
          <ChoiceRow
            key={choice.value}
            choice={choice}
            checked={chosen.includes(choice.value)}
            isFull={isFull}
            formats={formats}
            onToggle={onToggle}
          />
        ))}
      </div>
      {!loading && found.length === 0 && offered?.error == null && (
        <p className="picker-note quiet" role="status">
          {choices.length === 0 ? t('filter.valuesNone') : t('filter.valuesNotFound')}
        </p>
      )}
      {isFull && (
        <p className="picker-note" role="status">
          {t('filter.full', { count: MAX_CHOSEN_VALUES })}
        </p>
      )}
      {(offered?.values?.length ?? 0) >= MAX_OFFERED_VALUES && (
        <p className="picker-note quiet">{t('filter.valuesMore', { count: MAX_OFFERED_VALUES })}</p>
      )}
      {(counted || chosen.length > 0) && (
        <div className="picker-foot">
          {counted && <span className="quiet">{t('filter.countsOf')}</span>}
          {chosen.length > 0 && (
            <button type="button" className="button button-text button-small" onClick={onClear}>
              {t('filter.chooseNone')}
            </button>
          )}
        </div>
      )}
    </>
  );
}

interface ChoiceRowProps {
  readonly choice: Choice;
  readonly checked: boolean;
  readonly isFull: boolean;
  readonly formats: Formats;
  onToggle(value: string, on: boolean): void;
}

function ChoiceRow({ choice, checked, isFull, formats, onToggle }: ChoiceRowProps) {
  const { t } = useTranslation();
  const id = useId();
  const isTooLong = choice.value.length > MAX_VALUE_LENGTH;
  return (
    <label className="choice" title={isTooLong ? t('filter.valueTooLong') : choice.label}>
      <input
        type="checkbox"
        aria-labelledby={`${id}-name`}
        aria-describedby={choice.count === null ? undefined : `${id}-count`}
        checked={checked}
        disabled={!checked && (isFull || isTooLong)}
        onChange={(event) => onToggle(choice.value, event.target.checked)}
      />
      <span id={`${id}-name`} className="choice-name" dir="auto">
        {choice.label}
      </span>
      {choice.count !== null && (
        <span id={`${id}-count`} className="choice-count numbers quiet">
          {formats.number(choice.count)}
        </span>
      )}
    </label>
  );
}
