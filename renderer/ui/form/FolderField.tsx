/** A folder to be named: typed or chosen, checked while it is typed, with what was found. */
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderFound } from '../../../shared/contract/contract.ts';
import type { FolderUse } from '../../../shared/domain/program-settings.ts';
import { Icon } from '../Icon.tsx';
import { SetupProblemCard } from '../SetupProblemCard.tsx';

export interface FolderFieldProps {
  readonly use: FolderUse;
  readonly label: string;
  readonly help: string;
  readonly value: string;
  /** Null: not checked yet, or nothing to check. */
  readonly found: FolderFound | null;
  readonly checking: boolean;
  readonly suggestion?: string | undefined;
  onChange(value: string): void;
  /** Absent where there is no dialog. */
  readonly onChoose?: (() => void) | undefined;
}

export function FolderField(props: FolderFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const { found, checking, suggestion } = props;
  const isBad = !checking && found !== null && found.problem !== null;
  return (
    <div className="form-field">
      <label htmlFor={id}>{props.label}</label>
      <div className="form-row">
        <input
          id={id}
          className="field"
          value={props.value}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={isBad}
          aria-describedby={`${id}-help ${id}-found`}
          onChange={(event) => props.onChange(event.target.value)}
        />
        {props.onChoose && (
          <button type="button" className="button button-outline" onClick={props.onChoose}>
            {t('folders.choose')}
          </button>
        )}
        {suggestion !== undefined && suggestion !== props.value && (
          <button
            type="button"
            className="button button-text"
            onClick={() => props.onChange(suggestion)}
          >
            {t('folders.default')}
          </button>
        )}
      </div>
      <p className="form-help" id={`${id}-help`}>
        {props.help}
      </p>
      <div id={`${id}-found`} aria-live="polite">
        {checking ? (
          <p className="quiet">{t('folders.checking')}</p>
        ) : (
          found && (found.problem ? <SetupProblemCard problem={found.problem} /> : good(found))
        )}
      </div>
    </div>
  );

  function good({ isNew, deliveries }: FolderFound): ReactNode {
    const text = isNew
      ? 'folders.isNew'
      : props.use === 'exports'
        ? 'folders.goodRead'
        : 'folders.good';
    return (
      <p className="found found-good">
        <Icon name="check" />
        <span>
          {t(text)} {deliveries > 0 && t('folders.deliveries', { count: deliveries })}
        </span>
      </p>
    );
  }
}
