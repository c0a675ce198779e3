/** A screen that waits for its data. */
import { useTranslation } from 'react-i18next';
import './Loading.css';

const SKELETON_ROWS = Array.from({ length: 12 }, (_, index) => index);

export function Loading() {
  const { t } = useTranslation();
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
