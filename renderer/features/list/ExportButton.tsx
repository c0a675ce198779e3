/** Exports the list, or the chosen rows, and says how far it is. */
import { Button, Menu, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Formats } from '../../format/formats.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ExportMenu, type ExportChoice } from './ExportMenu.tsx';
import './menu.css';
import './ExportButton.css';

export interface ExportButtonProps {
  /** Null: none is running. */
  readonly running: { readonly rows: number; readonly total: number | null } | null;
  /** The chosen rows, and not the whole list. */
  readonly isSelection?: boolean;
  readonly formats: Formats;
  onExport(choice: ExportChoice): void;
  onCancel(): void;
}

export function ExportButton({
  running,
  isSelection,
  formats,
  onExport,
  onCancel,
}: ExportButtonProps) {
  const { t } = useTranslation();
  if (running && isSelection !== true) {
    const { rows, total } = running;
    return (
      <span className="export-running">
        <progress
          className="export-progress"
          aria-label={t('export.progress')}
          max={total ?? undefined}
          value={total === null ? undefined : Math.min(rows, total)}
        />
        <span className="numbers quiet">
          {total === null
            ? t('export.rows', { rows: formats.number(rows) })
            : t('bulk.passed', { passed: formats.number(rows), total: formats.number(total) })}
        </span>
        <button type="button" className="button button-small button-outline" onClick={onCancel}>
          {t('export.cancel')}
        </button>
      </span>
    );
  }
  return (
    <MenuTrigger>
      <Button
        className={isSelection === true ? 'button button-outline' : 'button opener'}
        isDisabled={running !== null}
      >
        <Icon name="download" size={isSelection === true ? 14 : 16} />
        {t('export.button')}
        {isSelection !== true && <Icon name="down" size={12} />}
      </Button>
      <Popover className="popover" placement={isSelection === true ? 'top' : 'bottom end'}>
        <Menu className="menu" aria-label={t('export.button')}>
          <ExportMenu onExport={onExport} />
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
