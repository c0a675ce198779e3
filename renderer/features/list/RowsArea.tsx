/** The place of the rows: notes whether mouse or keyboard are there, so that the rows do not move by themselves. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useAppStore } from '../../store/app-store.ts';
import { useHitMarks } from './use-hit-marks.ts';
import './RowsArea.css';

export function RowsArea({ children }: { readonly children: ReactNode }) {
  const { view } = useAppStore();
  const at = useRef({ mouse: false, keyboard: false });
  const area = useRef<HTMLDivElement>(null);
  useHitMarks(area);

  // Rows that are taken away take mouse and focus with them, without an event.
  useEffect(() => () => view.remember({ atRows: false }), [view]);

  function note(change: Partial<typeof at.current>): void {
    Object.assign(at.current, change);
    const atRows = at.current.mouse || at.current.keyboard;
    if (atRows !== view.store.getState().atRows) view.remember({ atRows });
  }

  return (
    <div
      ref={area}
      className="grid-area"
      // Not only "enter": rows may appear under a mouse that is there already.
      onPointerMove={() => note({ mouse: true })}
      onPointerLeave={() => note({ mouse: false })}
      onFocus={() => note({ keyboard: true })}
      onBlur={(event) => note({ keyboard: event.currentTarget.contains(event.relatedTarget) })}
    >
      {children}
    </div>
  );
}
