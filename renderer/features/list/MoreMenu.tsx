/** The part of a narrow toolbar that has no room: columns, export, and when the list was read. */
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { EXPORT_KEYS, ExportMenu, type ExportChoice } from './ExportMenu.tsx';
import './menu.css';

export interface MoreMenuProps {
  /** Only the sign; the word is its name. */
  readonly isCompact: boolean;
  readonly columnCount: number;
  readonly columnsOpen: boolean;
  /** An export is running: only one at a time. */
  readonly isExporting: boolean;
  /** When the rows were read, in words. */
  readonly asOf: string;
  onColumns(): void;
  onExport(choice: ExportChoice): void;
}

export function MoreMenu(props: MoreMenuProps) {
  const { t } = useTranslation();
  const { isCompact, columnCount, columnsOpen, asOf } = props;
  return (
    <MenuTrigger>
      <Button className={isCompact ? 'button button-icon more' : 'button opener more'}>
        <Icon name="more" />
        <span className={isCompact ? 'visually-hidden' : undefined}>{t('toolbar.more')}</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t('toolbar.more')}
          disabledKeys={props.isExporting ? EXPORT_KEYS : []}
        >
          <MenuItem
            className="menu-item"
            textValue={t('toolbar.columns', { count: columnCount })}
            onAction={props.onColumns}
          >
            <strong>{t('toolbar.columns', { count: columnCount })}</strong>
            <span className="quiet">
              {t(columnsOpen ? 'toolbar.columnsClose' : 'toolbar.columnsHelp')}
            </span>
          </MenuItem>
          <ExportMenu onExport={props.onExport} />
        </Menu>
        {asOf !== '' && <p className="menu-note quiet numbers">{asOf}</p>}
      </Popover>
    </MenuTrigger>
  );
}
