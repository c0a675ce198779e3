/** Why a closing is not sealed, each reason with the way to what mends it; notes last. */
import { useTranslation } from 'react-i18next';
import type { ClosingView } from '../../../shared/contract/contract.ts';
import { DIFFERENCE_CODES, isNote } from '../../../shared/domain/closing.ts';
import type { Condition } from '../../../shared/domain/job-list.ts';
import type { JobState } from '../../../shared/domain/states.ts';
import { reasonWay, reasonCode } from '../../format/closing-reasons.ts';
import { formatRoute } from '../../router.ts';
import { useShowInList } from './show-in-list.ts';

const STATES_OF: Readonly<Record<string, readonly JobState[]>> = {
  'jobs-open': ['waiting', 'waiting-invoice', 'sending', 'unclear'],
  'jobs-on-hold': ['on-hold'],
  'jobs-excluded': ['excluded'],
};

export interface ReasonsProps {
  readonly closing: ClosingView;
  /** Asks RetailSuite now; null: it is being asked. */
  readonly onRead: (() => void) | null;
  /** The parts of the closing's page are on this page; otherwise they are behind a link. */
  readonly isPage: boolean;
}

export function Reasons({ closing, onRead, isPage }: ReasonsProps) {
  const { t } = useTranslation();
  const list = useShowInList();
  const { line, key } = closing;
  const sorted = [...line.reasons].sort((a, b) => Number(isNote(a.code)) - Number(isNote(b.code)));
  if (sorted.length === 0) return null;

  function way(code: string) {
    const kind = reasonWay(code);
    const label = t(`closing.way.${kind}`);
    switch (kind) {
      case 'attention':
      case 'settings':
        return <a href={formatRoute({ name: kind })}>{label}</a>;
      case 'list': {
        const values = STATES_OF[code];
        const more: Condition[] = values
          ? [{ kind: 'choice', column: 'state', values: [...values] }]
          : [];
        return (
          <button
            type="button"
            className="button button-small button-outline"
            onClick={() => list.ofClosing(line, more)}
          >
            {label}
          </button>
        );
      }
      case 'read':
        return (
          <button
            type="button"
            className="button button-small button-outline"
            aria-disabled={onRead === null}
            onClick={() => onRead?.()}
          >
            {label}
          </button>
        );
      case 'cash':
      case 'gaps':
      case 'findings':
        return isPage ? (
          <a href={`#${kind}`} onClick={(event) => jumpTo(event, kind)}>
            {label}
          </a>
        ) : (
          <a href={formatRoute({ name: 'closing', at: line.days[0] ?? '', closing: key })}>
            {label}
          </a>
        );
      case 'till':
        return null;
    }
  }

  return (
    <ul className="reasons" aria-label={t(line.sealed ? 'closing.notes' : 'closing.reasons')}>
      {sorted.map(({ code, text }, index) => (
        <li key={`${code} ${index}`} className="reason" data-kind={kindOf(code)} data-code={code}>
          <strong>{t(`closing.reason.${reasonCode(code)}`)}</strong>
          <p>{text}</p>
          <span>{way(code)}</span>
        </li>
      ))}
    </ul>
  );
}

function kindOf(code: string): 'note' | 'difference' | 'open' {
  if (isNote(code)) return 'note';
  return DIFFERENCE_CODES.includes(code) ? 'difference' : 'open';
}

/** The fragment is the address of the screen, so a link within the page must not change it. */
function jumpTo(event: React.MouseEvent, part: string): void {
  event.preventDefault();
  const heading = document.getElementById(`closing-${part}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
