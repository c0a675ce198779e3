/** The bar beneath the toolbar that shows, hides and reorders columns, by mouse and by keyboard. */
import { useMemo } from 'react';
import {
  Button,
  DropIndicator,
  GridList,
  GridListItem,
  useDragAndDrop,
  type DroppableCollectionReorderEvent,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { JOB_COLUMN_NAMES, type JobColumn } from '../../../shared/domain/job-list.ts';
import { Icon } from '../../ui/Icon.tsx';
import './bar.css';
import './ColumnsBar.css';

export interface ColumnsBarProps {
  /** Shown columns in their order. */
  readonly columns: readonly JobColumn[];
  /** Those that stay at the left. */
  readonly pinned: readonly JobColumn[];
  onShow(column: JobColumn): void;
  onHide(column: JobColumn): void;
  onMove(moved: JobColumn, target: JobColumn, position: 'before' | 'after'): void;
  onPin(column: JobColumn, isPinned: boolean): void;
  onReset(): void;
}

export function ColumnsBar(props: ColumnsBarProps) {
  const { columns, pinned, onShow, onHide, onMove, onPin, onReset } = props;
  const { t } = useTranslation();
  const items = useMemo(
    () =>
      columns.map((column) => ({
        id: column,
        name: t(`column.${column}`),
        isPinned: pinned.includes(column),
      })),
    [columns, pinned, t],
  );
  const hidden = JOB_COLUMN_NAMES.filter((column) => !columns.includes(column));
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': t(`column.${key as JobColumn}`) })),
    onReorder: (event: DroppableCollectionReorderEvent) => {
      const [moved] = event.keys;
      if (moved === undefined || event.target.dropPosition === 'on') return;
      onMove(moved as JobColumn, event.target.key as JobColumn, event.target.dropPosition);
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className="drop-indicator" />,
  });

  return (
    <section className="bar" aria-label={t('columns.title')}>
      <div className="bar-head">
        <h2>{t('columns.shown', { count: columns.length, total: JOB_COLUMN_NAMES.length })}</h2>
        <p className="quiet">{t('columns.hint')}</p>
        <button type="button" className="button button-text" onClick={onReset}>
          {t('columns.reset')}
        </button>
      </div>
      <GridList
        className="chips"
        aria-label={t('columns.shown', { count: columns.length, total: JOB_COLUMN_NAMES.length })}
        items={items}
        layout="grid"
        // The arrow keys go from chip to chip, Tab through the buttons of one.
        keyboardNavigationBehavior="tab"
        selectionMode="none"
        dragAndDropHooks={dragAndDropHooks}
      >
        {(item) => (
          <GridListItem id={item.id} textValue={item.name} className="chip">
            <Button
              slot="drag"
              className="chip-button"
              aria-label={t('columns.handle', { column: item.name })}
            >
              <Icon name="grip" />
            </Button>
            <span>{item.name}</span>
            <Button
              className="chip-button chip-pin"
              aria-label={t('columns.pin', { column: item.name })}
              aria-pressed={item.isPinned}
              onPress={() => onPin(item.id, !item.isPinned)}
            >
              <Icon name="pin" size={12} />
            </Button>
            <Button
              className="chip-button"
              aria-label={t('columns.hide', { column: item.name })}
              isDisabled={columns.length === 1}
              onPress={() => onHide(item.id)}
            >
              <Icon name="close" size={12} />
            </Button>
          </GridListItem>
        )}
      </GridList>
      <h3>{t('columns.more')}</h3>
      <div className="chips">
        {hidden.length === 0 && <p className="quiet">{t('columns.allShown')}</p>}
        {hidden.map((column) => (
          <button
            key={column}
            type="button"
            className="chip chip-add"
            aria-label={t('columns.show', { column: t(`column.${column}`) })}
            onClick={() => onShow(column)}
          >
            <Icon name="plus" size={12} />
            {t(`column.${column}`)}
          </button>
        ))}
      </div>
    </section>
  );
}
