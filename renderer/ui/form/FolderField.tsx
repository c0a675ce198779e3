/** A folder to be named: typed or chosen, checked while it is typed, with what was found. */
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderFound } from '../../../shared/contract/contract.ts';
import type { FolderUse } from '../../../shared/domain/program-settings.ts';
import { Icon } from '../Icon.tsx';
import { SetupProblemCard } from '../SetupProblemCard.tsx';

/** A folder that is checked while it is typed. */
export interface FolderInput {
  readonly value: string;
  /** Null: not checked yet, or nothing to check. */
  readonly found: FolderFound | null;
  readonly checking: boolean;
  change(value: string): void;
  /** Absent where there is no dialog. */
  readonly choose: (() => void) | undefined;
}

export interface FolderFieldProps {
  readonly use: FolderUse;
  readonly label: string;
  readonly help: string;
  readonly folder: FolderInput;
  readonly suggestion?: string | undefined;
}

export function FolderField({ use, label, help, folder, suggestion }: FolderFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const { value, found, checking, change, choose } = folder;
  const isBad = !checking && found !== null && found.problem !== null;
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <div className="form-row">
        <input
          id={id}
          className="field"
          value={value}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={isBad}
          aria-describedby={`${id}-help ${id}-found`}
          onChange={(event) => change(event.target.value)}
        />
        {choose && (
          <button type="button" className="button button-outline" onClick={choose}>
            {t('folders.choose')}
          </button>
        )}
        {suggestion !== undefined && suggestion !== value && (
          <button type="button" className="button button-text" onClick={() => change(suggestion)}>
            {t('folders.default')}
          </button>
        )}
      </div>
      <p className="form-help" id={`${id}-help`}>
        {help}
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
    const text = isNew ? 'folders.isNew' : use === 'exports' ? 'folders.goodRead' : 'folders.good';
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
