/** JSON as text with colours, a search and a copy button; numbers stay exactly as they were written. */
import { Fragment, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './CopyButton.tsx';
import { Icon } from './Icon.tsx';
import './Json.css';

/** Strings (a colon behind makes one a key), numbers, and the three words. */
const TOKEN =
  /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|\b(true|false|null)\b/g;

/** Two spaces of indentation, without passing numbers through a float; text that is no JSON stays as it is. */
export function prettyJson(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  let depth = 0;
  let out = '';
  let inString = false;
  let escaped = false;
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const character of text) {
    if (inString) {
      out += character;
      if (escaped) escaped = false;
      else if (character === '\\') escaped = true;
      else if (character === '"') inString = false;
      continue;
    }
    switch (character) {
      case '"':
        inString = true;
        out += character;
        break;
      case '{':
      case '[':
        depth += 1;
        out += character + line();
        break;
      case '}':
      case ']': {
        depth -= 1;
        const trimmed = out.trimEnd();
        const empty = trimmed.endsWith('{') || trimmed.endsWith('[');
        out = (empty ? trimmed : trimmed + line()) + character;
        break;
      }
      case ',':
        out += character + line();
        break;
      case ':':
        out += ': ';
        break;
      default:
        if (!/\s/.test(character)) out += character;
    }
  }
  return out;
}

export function Json({
  text,
  copyLabel,
  searchLabel,
  label,
}: {
  readonly text: string;
  /** Name of the copy button; without it there is none. */
  readonly copyLabel?: string;
  /** Name of the search field; without it there is none. */
  readonly searchLabel?: string;
  /** Name of the text for screen readers. */
  readonly label: string;
}) {
  const pretty = useMemo(() => prettyJson(text), [text]);
  const [wanted, setWanted] = useState('');
  const [current, setCurrent] = useState(0);
  const found = useMemo(() => occurrences(pretty, wanted), [pretty, wanted]);
  const box = useRef<HTMLPreElement>(null);

  useEffect(() => {
    box.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current, found]);

  const hasTools = copyLabel !== undefined || searchLabel !== undefined;
  return (
    <div className="json">
      {hasTools && (
        <div className="json-tools">
          {searchLabel !== undefined && (
            <JsonSearch
              label={searchLabel}
              wanted={wanted}
              found={found.length}
              current={current}
              onWanted={(next) => {
                setWanted(next);
                setCurrent(0);
              }}
              onCurrent={setCurrent}
            />
          )}
          {copyLabel !== undefined && <CopyButton text={pretty} label={copyLabel} />}
        </div>
      )}
      <pre ref={box} tabIndex={0} role="region" aria-label={label}>
        {colour(pretty, found, wanted.length, current)}
      </pre>
    </div>
  );
}

function JsonSearch({
  label,
  wanted,
  found,
  current,
  onWanted,
  onCurrent,
}: {
  readonly label: string;
  readonly wanted: string;
  readonly found: number;
  readonly current: number;
  onWanted(wanted: string): void;
  onCurrent(current: number): void;
}) {
  const { t } = useTranslation();
  const step = (by: 1 | -1) => found > 0 && onCurrent((current + by + found) % found);
  return (
    <span className="json-search">
      <Icon name="search" size={14} />
      <input
        type="search"
        className="field"
        aria-label={label}
        placeholder={t('details.search')}
        value={wanted}
        onChange={(event) => onWanted(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          // The first Escape ends the search, the next one leaves the page.
          if (event.key === 'Escape' && wanted !== '') {
            event.stopPropagation();
            onWanted('');
          }
        }}
      />
      <span role="status" className="quiet numbers">
        {wanted !== '' &&
          (found === 0
            ? t('details.searchNone')
            : t('details.searchFound', { current: current + 1, count: found }))}
      </span>
    </span>
  );
}

/** Where a text stands in another, without regard to case. */
function occurrences(text: string, wanted: string): readonly number[] {
  if (wanted === '') return [];
  const pattern = new RegExp(wanted.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi');
  return [...text.matchAll(pattern)].map((match) => match.index);
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly kind: 'key' | 'string' | 'number' | null;
}

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) pieces.push({ start: end, end: match.index, kind: null });
    const [whole, string, colon] = match;
    const kind = string === undefined ? 'number' : colon === undefined ? 'string' : 'key';
    end = match.index + (string ?? whole).length;
    pieces.push({ start: match.index, end, kind });
  }
  pieces.push({ start: end, end: text.length, kind: null });
  return pieces;
}

function colour(text: string, found: readonly number[], length: number, current: number) {
  return piecesOf(text).map((piece) => {
    const content = marked(text, piece, found, length, current);
    return piece.kind === null ? (
      <Fragment key={piece.start}>{content}</Fragment>
    ) : (
      <span key={piece.start} className={`json-${piece.kind}`}>
        {content}
      </span>
    );
  });
}

/** The text of a piece, with the parts of it that the search found. */
function marked(
  text: string,
  { start, end }: Piece,
  found: readonly number[],
  length: number,
  current: number,
): ReactNode {
  const parts: ReactNode[] = [];
  let at = start;
  found.forEach((from, index) => {
    const first = Math.max(from, start);
    const last = Math.min(from + length, end);
    if (first >= last) return;
    parts.push(
      text.slice(at, first),
      <mark key={first} data-current={index === current ? '' : undefined}>
        {text.slice(first, last)}
      </mark>,
    );
    at = last;
  });
  return parts.length === 0 ? text.slice(start, end) : [...parts, text.slice(at, end)];
}
