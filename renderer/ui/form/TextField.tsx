/** A labelled line of text; a secret can be shown while it is typed. */
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export interface TextFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly isSecret?: boolean;
  readonly isInvalid?: boolean;
  readonly placeholder?: string;
  readonly inputMode?: 'url' | 'text' | 'decimal';
  /** The result of checking the text. */
  readonly children?: ReactNode;
  onChange(value: string): void;
}

export function TextField(props: TextFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [isShown, setShown] = useState(false);
  return (
    <div className="form-field">
      <label htmlFor={id}>{props.label}</label>
      <div className="form-row">
        <input
          id={id}
          className="field"
          type={props.isSecret && !isShown ? 'password' : 'text'}
          inputMode={props.inputMode}
          value={props.value}
          placeholder={props.placeholder}
          spellCheck={false}
          autoCapitalize="none"
          // A password manager would offer the wrong one of another page.
          autoComplete="off"
          aria-invalid={props.isInvalid ?? false}
          aria-describedby={`${id}-help ${id}-found`}
          onChange={(event) => props.onChange(event.target.value)}
        />
        {props.isSecret && (
          <button
            type="button"
            className="button button-text"
            aria-pressed={isShown}
            aria-label={`${props.label}: ${t(isShown ? 'connect.hide' : 'connect.show')}`}
            onClick={() => setShown(!isShown)}
          >
            {t(isShown ? 'connect.hide' : 'connect.show')}
          </button>
        )}
      </div>
      <p className="form-help" id={`${id}-help`}>
        {props.help}
      </p>
      <div id={`${id}-found`} aria-live="polite">
        {props.children}
      </div>
    </div>
  );
}
