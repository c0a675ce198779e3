/** Saves what a section has changed; it can be reached and does nothing while there is nothing to save. */
import type { ReactNode } from 'react';

export function SaveButton({
  isReady,
  onSave,
  children,
}: {
  readonly isReady: boolean;
  readonly onSave: () => void;
  readonly children: ReactNode;
}) {
  return (
    <div className="form-row">
      <button
        type="button"
        className="button button-outline"
        aria-disabled={!isReady}
        onClick={() => {
          if (isReady) onSave();
        }}
      >
        {children}
      </button>
    </div>
  );
}
