/**
 * The actions on the selected rows. It stands beneath the list, so that no row moves under the mouse when
 * the first one is chosen.
 */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BULK_ACTIONS, type BulkAction } from '../../../shared/domain/bulk.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import './SelectionBar.css';

export interface SelectionBarProps {
  /** Chosen jobs; null: all that match. */
  readonly count: number | null;
  /** Jobs that the list's question finds. */
  readonly total: number;
  readonly totalIsExact: boolean;
  /** Their money. */
  readonly sum: ReactNode;
  /** The export of the chosen rows. */
  readonly exporter: ReactNode;
  onAction(action: BulkAction): void;
  onMatching(): void;
  onClear(): void;
}

const ICONS: Readonly<Record<BulkAction, IconName>> = {
  retry: 'retry',
  hold: 'pause',
  exclude: 'minus',
  release: 'undo',
};

export function SelectionBar(props: SelectionBarProps) {
  const { t } = useTranslation();
  const { count, total, totalIsExact } = props;
  const all = totalIsExact ? t('selection.all', { count: total }) : t('selection.allUncounted');
  return (
    <section className="selection-bar" aria-label={t('selection.label')}>
      <p className="selection-count" role="status">
        <strong>
          {count === null
            ? totalIsExact
              ? t('selection.matching', { count: total })
              : t('selection.matchingUncounted')
            : t('selection.count', { count })}
        </strong>
        {props.sum}
        {count !== null && (!totalIsExact || count < total) && (
          <button type="button" className="button button-text" onClick={props.onMatching}>
            {all}
          </button>
        )}
      </p>
      <div className="selection-actions">
        {BULK_ACTIONS.map((action) => (
          <button
            key={action}
            type="button"
            className="button button-outline"
            title={t(`bulk.${action}.help`)}
            onClick={() => props.onAction(action)}
          >
            <Icon name={ICONS[action]} size={14} />
            {t(`bulk.${action}.verb`)}
          </button>
        ))}
        {props.exporter}
        <button type="button" className="button button-text" onClick={props.onClear}>
          {t('selection.clear')}
        </button>
      </div>
    </section>
  );
}
