/** Typed ends of a range: an impossible value (31 February, letters) or exchanged ends are named and not applied. */
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import './RangeFields.css';

/** Quiet time after the last key before the list is read and errors are shown, in milliseconds. */
const TYPING_PAUSE_MS = 400;
/** Characters that a field shows: an amount or a number, unless said otherwise. */
const DEFAULT_WIDTH = 10;

type End = 'from' | 'to';
const ENDS = ['from', 'to'] as const;

interface Range<V> {
  readonly from?: V | undefined;
  readonly to?: V | undefined;
}

export interface RangeFieldsProps<V> extends Range<V> {
  /** The column's title. */
  readonly column: string;
  /** Characters that the field shows. */
  readonly width?: number;
  /** The message for a text that is no value. */
  readonly impossible: string;
  /** The value as the field holds it. */
  show(value: V | undefined): string;
  /** @returns undefined for empty text, null for text that is no value */
  read(text: string, end: End): V | undefined | null;
  onRange(range: Range<V>): void;
}

interface Draft {
  readonly texts: Readonly<Partial<Record<End, string>>>;
  /** The range it was typed over: another one, chosen elsewhere, is newer. */
  readonly over: string;
}

type Problem = { readonly kind: 'impossible' | 'backwards'; readonly ends: readonly End[] };

export function RangeFields<V extends number | string>(props: RangeFieldsProps<V>) {
  const { column, width = DEFAULT_WIDTH, show, read, onRange } = props;
  const { t } = useTranslation();
  const noteId = useId();
  const over = JSON.stringify([props.from, props.to]);
  const [draft, setDraft] = useState<Draft>({ texts: {}, over });
  const [problem, setProblem] = useState<Problem | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (draft.over !== over) {
    setDraft({ texts: {}, over });
    setProblem(null);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const textOf = (end: End) => draft.texts[end] ?? show(props[end]);
  const isStoredBackwards =
    props.from !== undefined && props.to !== undefined && props.from > props.to;
  const shown: Problem | null =
    problem ?? (isStoredBackwards ? { kind: 'backwards', ends: ENDS } : null);

  /** @param isTyping more may come: what is in the fields stays as it was typed */
  function settle(isTyping: boolean): void {
    clearTimeout(timer.current);
    const values = { from: valueOf('from'), to: valueOf('to') };
    const impossible = ENDS.filter((end) => values[end] === null);
    const { from, to } = values;
    if (impossible.length > 0 || from === null || to === null) {
      setProblem({ kind: 'impossible', ends: impossible });
      return;
    }
    if (from !== undefined && to !== undefined && from > to) {
      setProblem({ kind: 'backwards', ends: ENDS });
      return;
    }
    setProblem(null);
    setDraft({ texts: isTyping ? draft.texts : {}, over: JSON.stringify([from, to]) });
    if (from !== props.from || to !== props.to) onRange({ from, to });
  }

  function valueOf(end: End): V | undefined | null {
    // An untouched field is not parsed again: it shows less than the value holds.
    const text = draft.texts[end];
    return text === undefined ? props[end] : read(text, end);
  }

  const field = (end: End) => (
    <input
      className="field"
      aria-label={t(`filter.${end}`, { column })}
      aria-invalid={shown?.ends.includes(end) ?? false}
      aria-describedby={shown ? noteId : undefined}
      size={width}
      maxLength={200}
      value={textOf(end)}
      onChange={(event) => {
        const text = event.target.value;
        // On top of what is newest: leaving the other field may just have been settled.
        setDraft((newest) => ({ ...newest, texts: { ...newest.texts, [end]: text } }));
        clearTimeout(timer.current);
        timer.current = setTimeout(() => latest.current(true), TYPING_PAUSE_MS);
      }}
      onBlur={() => settle(false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle(false);
      }}
    />
  );

  // The timer settles what is typed then, not what was typed when it was set.
  const latest = useRef(settle);
  useEffect(() => {
    latest.current = settle;
  });

  return (
    <>
      <span className="quiet">{t('filter.fromWord')}</span>
      {field('from')}
      <span className="quiet">{t('filter.toWord')}</span>
      {field('to')}
      <span id={noteId} className="condition-problem" role="status">
        {shown && (
          <>
            <Icon name="alert" size={14} />
            {`${shown.kind === 'backwards' ? t('filter.backwards') : props.impossible} ${t('filter.notApplied')}`}
          </>
        )}
      </span>
    </>
  );
}
