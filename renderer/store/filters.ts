/** The filters of the list as a question to the backend. */
import { isBackwards, type Condition, type PageRequest } from '../../shared/domain/job-list.ts';
import type { FilterEntry, JobView, Preferences } from '../../shared/domain/preferences.ts';
import type { Clock } from '../../shared/domain/time.ts';
import { presetDays, presetInstants } from '../format/time-ranges.ts';

/** False for an empty text and for a range without ends or with its ends exchanged: they filter nothing. */
export function isComplete(entry: Pick<FilterEntry, 'condition' | 'preset'>): boolean {
  const { condition } = entry;
  switch (condition.kind) {
    case 'choice':
      return condition.values.length > 0;
    case 'text':
      return condition.operator === 'empty' || condition.text.trim() !== '';
    case 'range':
    case 'day':
      return (
        entry.preset !== undefined ||
        (!isBackwards(condition) && (condition.from !== undefined || condition.to !== undefined))
      );
  }
}

/** The filters in effect: switched on and complete. */
export function activeFilters(view: Pick<JobView, 'filters'>): readonly FilterEntry[] {
  return view.filters.filter((entry) => entry.active && isComplete(entry));
}

/** The condition for the backend: presets become ranges from `now` on, text loses its outer spaces. */
function resolveCondition(entry: FilterEntry, now: number, timeZone: string): Condition {
  const { condition, preset } = entry;
  if (condition.kind === 'text') return { ...condition, text: condition.text.trim() };
  if (preset !== undefined && condition.kind === 'range') {
    return { ...condition, ...presetInstants(preset, now, timeZone) };
  }
  if (preset !== undefined && condition.kind === 'day') {
    return { ...condition, ...presetDays(preset, now, timeZone) };
  }
  return condition;
}

export function pageRequest(
  {
    preferences: { jobView },
    page,
  }: { readonly preferences: Pick<Preferences, 'jobView'>; readonly page: number },
  clock: Clock,
  timeZone: string,
): PageRequest {
  const now = clock();
  const search = jobView.search.trim();
  return {
    conditions: activeFilters(jobView).map((entry) => resolveCondition(entry, now, timeZone)),
    ...(search !== '' && { search }),
    sort: jobView.sort,
    offset: page * jobView.pageSize,
    limit: jobView.pageSize,
  };
}
