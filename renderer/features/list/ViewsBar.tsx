/** The views of the list: shipped ones, those of the user, and what became of the one that is shown. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { nameOfOwn, ownId, SHIPPED_VIEWS } from '../../../shared/domain/views.ts';
import { Icon } from '../../ui/Icon.tsx';
import './ViewsBar.css';

export interface ViewsBarProps {
  /** The view that is shown, as `store/views.ts` names it. */
  readonly current: string;
  /** Names of the user's views, in their order. */
  readonly own: readonly string[];
  readonly isChanged: boolean;
  /** The last press on a view has replaced what was saved nowhere. */
  readonly canTakeBack: boolean;
  /** Number of settings from a newer program that are kept and not shown. */
  readonly unread: number;
  /** Finds a document by any part of it; null: it stands elsewhere. */
  readonly search: ReactNode;
  onSelect(id: string): void;
  onTakeBack(): void;
  onSaveAs(name: string): void;
  onRename(name: string, to: string): void;
  onRemove(name: string): void;
}

const MAX_NAME_LENGTH = 500;

export function ViewsBar(props: ViewsBarProps) {
  const { t } = useTranslation();
  const { current, own, isChanged, unread } = props;
  const name = nameOfOwn(current);

  const tab = (id: string, label: string) => (
    <button
      key={id}
      type="button"
      className="view"
      aria-current={id === current ? 'true' : undefined}
      title={label}
      onClick={() => props.onSelect(id)}
    >
      <bdi>{label}</bdi>
    </button>
  );

  return (
    <div className="views-row">
      <nav className="views" aria-label={t('views.label')}>
        {SHIPPED_VIEWS.map((id) => tab(id, t(`views.${id}`)))}
        {own.map((each) => tab(ownId(each), each))}
        {isChanged && (
          <span className="views-changed" title={t('views.changedHint')}>
            {t('views.changed')}
          </span>
        )}
        {isChanged && name !== undefined && (
          <button
            type="button"
            className="button button-text button-small"
            onClick={() => props.onSaveAs(name)}
          >
            {t('views.save')}
          </button>
        )}
        {isChanged && (
          <button
            type="button"
            className="button button-text button-small"
            onClick={() => props.onSelect(current)}
          >
            {t('views.reset')}
          </button>
        )}
        {props.canTakeBack && (
          <button
            type="button"
            className="button button-text button-small"
            title={t('views.takeBackHint')}
            onClick={props.onTakeBack}
          >
            <Icon name="undo" size={12} />
            {t('views.takeBack')}
          </button>
        )}
        <NameDialog {...props} label={t('views.saveAs')} start="" onName={props.onSaveAs} />
        {name !== undefined && (
          <>
            <NameDialog
              {...props}
              label={t('views.rename')}
              start={name}
              onName={(to) => props.onRename(name, to)}
            />
            <button
              type="button"
              className="button button-text button-small"
              onClick={() => props.onRemove(name)}
            >
              {t('views.remove')}
            </button>
          </>
        )}
        {unread > 0 && (
          <span className="views-unread quiet" role="note">
            {t('views.unread', { count: unread })}
          </span>
        )}
      </nav>
      {props.search}
    </div>
  );
}

interface NameDialogProps {
  readonly label: string;
  readonly start: string;
  readonly own: readonly string[];
  onName(name: string): void;
}

function NameDialog({ label, start, own, onName }: NameDialogProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState(start);
  const name = typed.trim();
  const isReserved = SHIPPED_VIEWS.some((id) => t(`views.${id}`) === name || id === name);
  const replaces = own.includes(name) && name !== start;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (name === '' || isReserved) return;
    onName(name);
    setOpen(false);
  }

  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={(open) => {
        setTyped(start);
        setOpen(open);
      }}
    >
      <Button className="button button-text button-small">
        {label}
        <Icon name="down" size={12} />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Dialog aria-label={label} className="view-name">
          <form onSubmit={submit}>
            <label>
              {t('views.name')}
              <input
                className="field"
                // The person has just opened this field.
                autoFocus
                dir="auto"
                maxLength={MAX_NAME_LENGTH}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            </label>
            <p role="status" className="quiet">
              {isReserved ? t('views.reserved') : replaces ? t('views.replaces') : ''}
            </p>
            <div className="view-name-buttons">
              <button
                type="submit"
                className="button button-primary"
                aria-disabled={name === '' || isReserved}
              >
                {t('views.save')}
              </button>
              <button
                type="button"
                className="button button-neutral"
                onClick={() => setOpen(false)}
              >
                {t('views.cancel')}
              </button>
            </div>
          </form>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
