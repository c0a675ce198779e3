/** The operators and values of one condition, by the kind of its column. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JOB_COLUMNS, type Condition } from '../../../shared/domain/job-list.ts';
import {
  RANGE_PRESETS,
  type FilterEntry,
  type RangePreset,
} from '../../../shared/domain/preferences.ts';
import { parseMoment, type Moment } from '../../../shared/domain/day-text.ts';
import { localDay } from '../../../shared/domain/time.ts';
import type { Formats } from '../../format/formats.ts';
import { ChoiceEditor, isValueColumn, type ValueOffer } from './ChoiceEditor.tsx';
import { RangeFields } from './RangeFields.tsx';
import { formatTyped, parseTyped } from '../../format/typed-number.ts';
import { MESSAGE_TEXTS } from './filter-choices.ts';

/** While typing, the list is asked after a pause, not at each key. */
const TYPING_PAUSE_MS = 250;

/** Characters of the longest day and the longest moment in both languages. */
const DAY_WIDTH = 12;
const MOMENT_WIDTH = 21;

interface EditorProps<K extends Condition['kind'] = Condition['kind']> {
  readonly entry: FilterEntry;
  readonly condition: Extract<Condition, { kind: K }>;
  readonly formats: Formats;
  readonly offer: ValueOffer;
  onChange(entry: FilterEntry): void;
}

export function ConditionEditor(props: Omit<EditorProps, 'condition'>) {
  const { condition } = props.entry;
  switch (condition.kind) {
    case 'choice':
      return (
        <>
          <OperatorField entry={props.entry} condition={condition} onChange={props.onChange} />
          <ChoiceEditor {...props} condition={condition} />
        </>
      );
    case 'text':
      return condition.column === 'message' ? (
        <MessageEditor {...props} condition={condition} />
      ) : (
        <TextEditor {...props} condition={condition} />
      );
    case 'day':
      return <DayEditor {...props} condition={condition} />;
    case 'range':
      return JOB_COLUMNS[condition.column].filter === 'instant' ? (
        <InstantEditor {...props} condition={condition} />
      ) : (
        <NumberEditor {...props} condition={condition} />
      );
  }
}

type Operator = Extract<Condition, { kind: 'text' }>['operator'] | 'oneOf';
const TEXT_OPERATORS = ['contains', 'starts', 'equals', 'empty'] as const;

/** The words between column and value; a column of texts can be compared in several ways. */
function OperatorField({
  entry,
  condition,
  onChange,
}: Pick<EditorProps<'text' | 'choice'>, 'entry' | 'condition' | 'onChange'>) {
  const { t } = useTranslation();
  const column = t(`column.${condition.column}`);
  if (JOB_COLUMNS[condition.column].filter !== 'text') {
    return <span className="quiet">{t('filter.oneOf')}</span>;
  }
  const operators: readonly Operator[] =
    isValueColumn(condition.column) || condition.kind === 'choice'
      ? ['oneOf', ...TEXT_OPERATORS]
      : TEXT_OPERATORS;
  return (
    <select
      className="field"
      aria-label={t('filter.operator', { column })}
      value={condition.kind === 'choice' ? 'oneOf' : condition.operator}
      onChange={(event) =>
        onChange({ ...entry, condition: compared(condition, event.target.value as Operator) })
      }
    >
      {operators.map((operator) => (
        <option key={operator} value={operator}>
          {t(`filter.${operator}`)}
        </option>
      ))}
    </select>
  );
}

/** The condition with another comparison; what was chosen or typed is taken along as far as it fits. */
function compared(
  condition: Extract<Condition, { kind: 'text' | 'choice' }>,
  operator: Operator,
): Condition {
  const column = condition.column as Extract<Condition, { kind: 'text' }>['column'];
  if (operator === 'oneOf') {
    if (condition.kind === 'choice') return condition;
    const isWhole = condition.operator === 'equals' && condition.text !== '';
    return { kind: 'choice', column, values: isWhole ? [condition.text] : [] };
  }
  const text = condition.kind === 'text' ? condition.text : (condition.values[0] ?? '');
  return { kind: 'text', column, operator, text };
}

function TextEditor({ entry, condition, onChange }: EditorProps<'text'>) {
  const { t } = useTranslation();
  const column = t(`column.${condition.column}`);
  return (
    <>
      <OperatorField entry={entry} condition={condition} onChange={onChange} />
      {condition.operator !== 'empty' && (
        <TypedField
          label={t('filter.text', { column })}
          value={condition.text}
          onValue={(text) => onChange({ ...entry, condition: { ...condition, text } })}
        />
      )}
    </>
  );
}

/** The message has two texts and none; choosing is easier than typing them. */
function MessageEditor({ entry, condition, onChange }: EditorProps<'text'>) {
  const { t } = useTranslation();
  const value = condition.operator === 'empty' ? 'empty' : condition.text;
  return (
    <select
      className="field"
      aria-label={t('filter.chosen', { column: t('column.message') })}
      value={value}
      onChange={(event) => {
        const text = event.target.value;
        onChange({
          ...entry,
          condition:
            text === 'empty'
              ? { ...condition, operator: 'empty', text: '' }
              : { ...condition, operator: 'equals', text },
        });
      }}
    >
      <option value="">{t('filter.choose')}</option>
      <option value={MESSAGE_TEXTS['order-synced']}>{t('message.order-synced')}</option>
      <option value={MESSAGE_TEXTS['order-not-synced']}>{t('message.order-not-synced')}</option>
      <option value="empty">{t('filter.noMessage')}</option>
    </select>
  );
}

function NumberEditor({ entry, condition, formats, onChange }: EditorProps<'range'>) {
  const { t } = useTranslation();
  const column = t(`column.${condition.column}`);
  const kind = JOB_COLUMNS[condition.column].filter === 'amount' ? 'amount' : 'number';

  return (
    <RangeFields<number>
      column={column}
      from={condition.from}
      to={condition.to}
      impossible={t(kind === 'amount' ? 'filter.invalidAmount' : 'filter.invalid')}
      show={(value) => formatTyped(value, kind, formats.language)}
      read={(text) => {
        const value = parseTyped(text, kind, formats.language);
        return Number.isNaN(value) ? null : value;
      }}
      onRange={(range) => onChange({ ...entry, condition: withRange(condition, range) })}
    />
  );
}

function InstantEditor({ entry, condition, formats, onChange }: EditorProps<'range'>) {
  const { t } = useTranslation();
  const column = t(`column.${condition.column}`);

  return (
    <>
      <PresetField entry={entry} onChange={onChange} column={column} />
      {entry.preset === undefined && (
        <RangeFields<number>
          column={column}
          width={MOMENT_WIDTH}
          from={condition.from}
          to={condition.to}
          impossible={t('filter.invalidDate', { example: formats.dateTime(Date.now()) })}
          show={(value) => (value === undefined ? '' : formats.dateTime(value))}
          read={(text, end) =>
            // "to 14:05" means the whole minute, and "to yesterday" the whole day.
            text.trim() === '' ? undefined : (momentOf(text, formats)?.[end] ?? null)
          }
          onRange={(range) => onChange({ ...entry, condition: withRange(condition, range) })}
        />
      )}
    </>
  );
}

function DayEditor({ entry, condition, formats, onChange }: EditorProps<'day'>) {
  const { t } = useTranslation();
  const column = t(`column.${condition.column}`);

  return (
    <>
      <PresetField entry={entry} onChange={onChange} column={column} />
      {entry.preset === undefined && (
        <RangeFields<string>
          column={column}
          width={DAY_WIDTH}
          from={condition.from}
          to={condition.to}
          impossible={t('filter.invalidDate', {
            example: formats.day(localDay(Date.now(), formats.timeZone)),
          })}
          show={(value) => (value === undefined ? '' : formats.day(value))}
          read={(text) => (text.trim() === '' ? undefined : (momentOf(text, formats)?.day ?? null))}
          onRange={(range) => onChange({ ...entry, condition: withRange(condition, range) })}
        />
      )}
    </>
  );
}

/** @returns undefined where the text is none, or none that money can be of: a year that is half typed is before 1970 */
function momentOf(text: string, { timeZone }: Formats): Moment | undefined {
  const moment = parseMoment(text, Date.now(), timeZone);
  return moment && moment.from >= 0 ? moment : undefined;
}

function PresetField({
  entry,
  column,
  onChange,
}: Pick<EditorProps, 'entry' | 'onChange'> & { readonly column: string }) {
  const { t } = useTranslation();
  return (
    <select
      className="field"
      aria-label={t('filter.preset', { column })}
      value={entry.preset ?? ''}
      onChange={(event) => {
        const { preset: _old, ...rest } = entry;
        const chosen = event.target.value as RangePreset | '';
        onChange(chosen === '' ? rest : { ...rest, preset: chosen });
      }}
    >
      <option value="">{t('filter.presetCustom')}</option>
      {RANGE_PRESETS.map((preset) => (
        <option key={preset} value={preset}>
          {t(`filter.${preset}`)}
        </option>
      ))}
    </select>
  );
}

interface TypedFieldProps {
  readonly label: string;
  readonly value: string;
  /** Called after a pause in typing, and at once when the field is left or Enter is pressed. */
  onValue(text: string): void;
}

function TypedField({ label, value, onValue }: TypedFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const text = typed ?? value;

  useEffect(() => () => clearTimeout(timer.current), []);

  function settle(): void {
    clearTimeout(timer.current);
    if (typed === null) return;
    if (typed !== value) onValue(typed);
    setTyped(null);
  }

  return (
    <input
      className="field"
      size={22}
      aria-label={label}
      maxLength={200}
      value={text}
      onChange={(event) => {
        const next = event.target.value;
        setTyped(next);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => onValue(next), TYPING_PAUSE_MS);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
      }}
    />
  );
}

/** A condition with other ends; one that is not given is no longer there. */
function withRange<R extends Extract<Condition, { kind: 'range' | 'day' }>>(
  condition: R,
  { from, to }: { readonly from?: R['from']; readonly to?: R['to'] },
): R {
  const { from: _from, to: _to, ...rest } = condition;
  return { ...rest, ...(from !== undefined && { from }), ...(to !== undefined && { to }) } as R;
}
