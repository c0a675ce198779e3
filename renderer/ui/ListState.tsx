/** What stands where the list would be: loading, unreadable, empty, or emptied by the filters. */
import { useTranslation } from 'react-i18next';
import './ListState.css';

export interface ListStateProps {
  readonly error: string | null;
  readonly loading: boolean;
  /** Documents that the filters hide; 0: there are none at all. */
  readonly hidden: number;
  readonly dataFolder: string;
  onReload(): void;
  onClearFilters(): void;
}

const SKELETON_ROWS = Array.from({ length: 12 }, (_, index) => index);

export function ListState(props: ListStateProps) {
  const { t } = useTranslation();
  if (props.error !== null) {
    return (
      <div className="plain-state" role="alert">
        <h2>{t('grid.error', { reason: props.error })}</h2>
        <p className="quiet">{t('grid.errorSafe')}</p>
        <button type="button" className="button button-primary" onClick={props.onReload}>
          {t('grid.again')}
        </button>
      </div>
    );
  }
  if (props.loading) {
    return (
      <div className="skeleton" role="status">
        <span className="visually-hidden">{t('grid.loading')}</span>
        {SKELETON_ROWS.map((row) => (
          <div key={row} className="skeleton-row" aria-hidden="true">
            <span />
            <span />
            <span />
            <span />
          </div>
        ))}
      </div>
    );
  }
  if (props.hidden > 0) {
    return (
      <div className="plain-state" role="status">
        <h2>{t('grid.filteredHeadline')}</h2>
        <p className="quiet">{t('grid.filteredText', { count: props.hidden })}</p>
        <button type="button" className="button button-primary" onClick={props.onClearFilters}>
          {t('grid.filteredClear')}
        </button>
      </div>
    );
  }
  return (
    <div className="plain-state" role="status">
      <h2>{t('grid.emptyHeadline')}</h2>
      <p>{t('grid.emptyText')}</p>
      <p className="quiet">{t('grid.emptyFolder', { folder: props.dataFolder })}</p>
    </div>
  );
}
