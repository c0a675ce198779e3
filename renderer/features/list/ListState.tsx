/** The message in place of the list: loading, unreadable, empty, or emptied by the filters. */
import { useTranslation } from 'react-i18next';
import type { ShippedView } from '../../../shared/domain/views.ts';
import { Loading } from '../../ui/Loading.tsx';
import { LoadError } from '../../ui/LoadError.tsx';
import { EmptyList } from './EmptyList.tsx';
import { StateIcon } from '../../ui/StateIcon.tsx';
import './ListState.css';

export interface ListStateProps {
  readonly error: string | null;
  readonly loading: boolean;
  /** Documents that the filters hide; 0: there are none at all. */
  readonly hidden: number;
  /** The search and the filters that hide them. */
  readonly asked?: Asked;
  onReload(): void;
  onClearFilters(): void;
}

interface Asked {
  /** The search text; empty: none. */
  readonly search: string;
  /** Conditions in effect. */
  readonly filters: number;
  /** The shipped view whose conditions alone are in effect; null: others are, too. */
  readonly view: ShippedView | null;
}

export function ListState(props: ListStateProps) {
  const { t } = useTranslation();
  if (props.error !== null) return <LoadError reason={props.error} onReload={props.onReload} />;
  if (props.loading) return <Loading />;
  if (props.hidden > 0) {
    const { search = '', filters = 0, view = null } = props.asked ?? {};
    const { icon, headline, clear } = whyEmpty({ search, filters, view });
    return (
      <div className="plain-state" role="status">
        <StateIcon name={icon} />
        <h2 className="state-headline">{t(`grid.${headline}`, { search })}</h2>
        <p className="quiet">
          {headline === 'searchedHeadline' && `${t('grid.searchedText')} `}
          {t('grid.filteredText', { count: props.hidden })}
        </p>
        <button type="button" className="button button-primary" onClick={props.onClearFilters}>
          {t(`grid.${clear}`)}
        </button>
      </div>
    );
  }
  return <EmptyList />;
}

/** A view that finds nothing is mostly good news; a search that finds nothing is none of the filters' doing. */
function whyEmpty({ search, filters, view }: Asked) {
  if (search === '') {
    switch (view) {
      case 'needs-me':
        return { icon: 'check', headline: 'nothingNeedsMe', clear: 'showAll' } as const;
      case 'not-in-rs':
        return { icon: 'check', headline: 'nothingOpen', clear: 'showAll' } as const;
      case 'today':
        return { icon: 'inbox', headline: 'nothingToday', clear: 'showAll' } as const;
      case 'differences':
        return { icon: 'check', headline: 'nothingDifferent', clear: 'showAll' } as const;
      default:
        return { icon: 'filter', headline: 'filteredHeadline', clear: 'filteredClear' } as const;
    }
  }
  return filters === 0
    ? ({ icon: 'search', headline: 'searchedHeadline', clear: 'searchedClear' } as const)
    : ({ icon: 'search', headline: 'bothHeadline', clear: 'bothClear' } as const);
}
