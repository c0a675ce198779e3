/** The search of the list: any part of a bill number, reference or text, an amount, a job's number. `/` comes here. */
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_SEARCH_LENGTH } from '../../../shared/domain/job-list.ts';
import { Icon } from '../../ui/Icon.tsx';
import './SearchBox.css';

export interface SearchBoxProps {
  readonly text: string;
  /** The text after each key. */
  onType(text: string): void;
  /** Enter, or the box was cleared. */
  onAsk(text: string): void;
}

export function SearchBox({ text, onType, onAsk }: SearchBoxProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);

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
    if (event.key === 'Enter') onAsk(text);
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (text === '') input.current?.blur();
    else onAsk('');
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
        onChange={(event) => onType(event.target.value.slice(0, MAX_SEARCH_LENGTH))}
        onKeyDown={onKeyDown}
      />
      {text !== '' && (
        <button
          type="button"
          className="button button-icon"
          aria-label={t('search.clear')}
          title={t('search.clear')}
          onClick={() => {
            onAsk('');
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
