/** The search of the list: any part of a bill number, reference or text, an amount, a job's number. `/` comes here. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_SEARCH_LENGTH } from '../../../shared/domain/job-list.ts';
import { Icon } from '../../ui/Icon.tsx';
import './SearchBox.css';

/** Quiet time after the last key before the list is searched, in milliseconds. */
const SEARCH_DELAY_MS = 150;

export interface SearchBoxProps {
  /** The search text in effect. */
  readonly value: string;
  onSearch(text: string): void;
}

export function SearchBox({ value, onSearch }: SearchBoxProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [asked, setAsked] = useState(value);
  // Changed from elsewhere (filters cleared, another view); what was typed since the last question stays otherwise.
  if (value !== asked) {
    setAsked(value);
    setText(value);
  }

  function ask(next: string): void {
    setText(next);
    setAsked(next);
    if (next !== value) onSearch(next);
  }

  useEffect(() => {
    if (text === asked) return;
    const timer = setTimeout(() => {
      setAsked(text);
      onSearch(text);
    }, SEARCH_DELAY_MS);
    return () => clearTimeout(timer);
  }, [text, asked, onSearch]);

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') ask(text);
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (text === '') input.current?.blur();
    else ask('');
  }

  return (
    <div className="search-box" role="search">
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        className="field"
        value={text}
        maxLength={MAX_SEARCH_LENGTH}
        placeholder={t('search.placeholder')}
        aria-label={t('search.label')}
        aria-keyshortcuts="/"
        title={t('search.hint')}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value.slice(0, MAX_SEARCH_LENGTH))}
        onKeyDown={onKeyDown}
      />
      {text !== '' && (
        <button
          type="button"
          className="button button-icon"
          aria-label={t('search.clear')}
          title={t('search.clear')}
          onClick={() => {
            ask('');
            input.current?.focus();
          }}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </div>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type=checkbox]), textarea, select, dialog *, [role=dialog] *'))
  );
}
