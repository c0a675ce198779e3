/** How a day or a closing stands, as a shape: full with a tick, a ring, a square with an exclamation mark. */
import type { DayState } from '../../format/closing-words.ts';
import './ClosingMark.css';

export function ClosingMark({
  state,
  size = 16,
}: {
  readonly state: DayState;
  readonly size?: number;
}) {
  if (state === 'none') return null;
  return (
    <svg
      className="closing-mark"
      data-state={state}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {state === 'sealed' && (
        <>
          <circle cx="8" cy="8" r="7" />
          <path d="M4.8 8.3l2.2 2.2 4.2-4.6" />
        </>
      )}
      {(state === 'open' || state === 'running') && <circle cx="8" cy="8" r="6" />}
      {state === 'running' && <path d="M8 5v3.2l2 1.3" />}
      {state === 'difference' && (
        <>
          <rect x="1.5" y="1.5" width="13" height="13" rx="2" />
          <path d="M8 4.6v4.2M8 11.3h.01" />
        </>
      )}
    </svg>
  );
}
