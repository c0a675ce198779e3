/** A quiet line: a newer version of the program is there. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import './UpdateLine.css';

export function UpdateLine() {
  const { t } = useTranslation();
  const { sync } = useAppStore();
  const note = useStore(sync.store, ({ snapshot }) => snapshot?.update ?? null);
  // Told again after the next start, or of another version.
  const [hidden, setHidden] = useState<string | null>(null);
  if (note === null || note.version === hidden) return null;
  return (
    <div className="update-line" role="status">
      <span>{t(`updates.line.${note.kind}`, { version: note.version })}</span>
      <a href={formatRoute({ name: 'settings' })}>{t('updates.line.more')}</a>
      <button type="button" className="button button-text" onClick={() => setHidden(note.version)}>
        {t('updates.line.later')}
      </button>
    </div>
  );
}
