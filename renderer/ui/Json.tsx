/** JSON as text with colours and a copy button; numbers stay exactly as they were written. */
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
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
  label,
}: {
  readonly text: string;
  /** Name of the copy button; without it there is none. */
  readonly copyLabel?: string;
  /** Name of the text for screen readers. */
  readonly label: string;
}) {
  const pretty = useMemo(() => prettyJson(text), [text]);
  return (
    <div className="json">
      <pre tabIndex={0} role="region" aria-label={label}>
        {colour(pretty)}
      </pre>
      {copyLabel !== undefined && <CopyButton text={pretty} label={copyLabel} />}
    </div>
  );
}

function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'failed'>('idle');

  useEffect(() => {
    if (outcome === 'idle') return undefined;
    const timer = setTimeout(() => setOutcome('idle'), 2_500);
    return () => clearTimeout(timer);
  }, [outcome]);

  return (
    <span className="json-copy">
      <span role="status" className="quiet">
        {outcome === 'failed' && t('details.copyFailed')}
        {outcome === 'copied' && <span className="visually-hidden">{t('details.copied')}</span>}
      </span>
      <button
        type="button"
        className="button button-small button-outline"
        aria-label={label}
        onClick={() => {
          navigator.clipboard.writeText(text).then(
            () => setOutcome('copied'),
            () => setOutcome('failed'),
          );
        }}
      >
        <Icon name={outcome === 'copied' ? 'check' : 'copy'} size={14} />
        {outcome === 'copied' ? t('details.copied') : t('details.copy')}
      </button>
    </span>
  );
}

function colour(text: string) {
  const parts: React.ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    const [whole, string, colon] = match;
    const kind = string === undefined ? 'number' : colon === undefined ? 'string' : 'key';
    parts.push(
      <span key={match.index} className={`json-${kind}`}>
        {string ?? whole}
      </span>,
      colon ?? '',
    );
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}
