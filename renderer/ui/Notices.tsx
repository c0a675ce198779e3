/** The messages at the lower edge; screen readers hear them when they appear. */
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.tsx';
import './Notices.css';

export interface ShownNotice {
  readonly id: number;
  readonly tone: 'good' | 'bad';
  readonly text: string;
}

export function Notices({
  notices,
  onDismiss,
}: {
  readonly notices: readonly ShownNotice[];
  onDismiss(id: number): void;
}) {
  const { t } = useTranslation();
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.id} className={`notice notice-${notice.tone}`}>
          <p>{notice.text}</p>
          <button
            type="button"
            className="button button-icon button-small"
            aria-label={t('app.dismiss')}
            onClick={() => onDismiss(notice.id)}
          >
            <Icon name="close" size={12} />
          </button>
        </div>
      ))}
    </div>
  );
}
