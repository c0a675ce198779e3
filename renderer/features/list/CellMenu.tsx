/** The menu of a cell: show only its value, hide it, copy it. */
import { useMemo } from 'react';
import { Menu, MenuItem, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../shared/domain/job-list.ts';
import type { CellFilter } from './cell-filter.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import './menu.css';
import './CellMenu.css';

export interface RowAction {
  readonly icon: IconName;
  readonly label: string;
  run(): void;
}

export interface CellMenuProps {
  /** The cell that it belongs to. */
  readonly anchor: HTMLElement;
  /** The column's title. */
  readonly column: string;
  readonly filter: CellFilter;
  /** Room for another condition is left. */
  readonly hasRoom: boolean;
  onFilter(condition: Condition): void;
  onCopy(text: string): void;
  /** What can be done with the row's job. */
  readonly actions: readonly RowAction[];
  onClose(): void;
}

/** In characters; longer values are cut in the menu, the copy is whole. */
const MAX_SHOWN_LENGTH = 40;

export function CellMenu(props: CellMenuProps) {
  const { anchor, column, filter, hasRoom, onFilter, onCopy, onClose, actions } = props;
  const { t } = useTranslation();
  const triggerRef = useMemo(() => ({ current: anchor }), [anchor]);
  const { text, only, without } = filter;
  const value = text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text;
  const label = t('cell.menu', { column });

  return (
    <Popover
      className="popover cell-menu"
      aria-label={label}
      triggerRef={triggerRef}
      isOpen
      placement="bottom start"
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Menu className="menu" aria-label={label} autoFocus="first" onClose={onClose}>
        {only && hasRoom && (
          <MenuItem className="menu-item" onAction={() => onFilter(only)}>
            <Icon name="filter" size={14} />
            <span>{text === '' ? t('cell.onlyEmpty') : t('cell.only', { value })}</span>
          </MenuItem>
        )}
        {without && hasRoom && (
          <MenuItem className="menu-item" onAction={() => onFilter(without)}>
            <Icon name="minus" size={14} />
            <span>{t('cell.without', { value })}</span>
          </MenuItem>
        )}
        {actions.map((action) => (
          <MenuItem key={action.label} className="menu-item" onAction={action.run}>
            <Icon name={action.icon} size={14} />
            <span>{action.label}</span>
          </MenuItem>
        ))}
        {text !== '' && (
          <MenuItem className="menu-item" onAction={() => onCopy(text)}>
            <Icon name="copy" size={14} />
            <span>{t('cell.copy')}</span>
          </MenuItem>
        )}
      </Menu>
      {!hasRoom && <p className="cell-menu-note quiet">{t('cell.full')}</p>}
    </Popover>
  );
}
