/** The way from a closing into the list of jobs: the documents of one line of it. */
import type { ClosingLine } from '../../../shared/domain/closing.ts';
import type { Condition } from '../../../shared/domain/job-list.ts';
import { useListFilters } from '../../hooks/use-list-filters.ts';

export function useShowInList() {
  const show = useListFilters();
  return {
    /** The documents of a closing; narrowed by what a line of it is about. */
    ofClosing(
      line: Pick<ClosingLine, 'payDesk' | 'closing' | 'days'>,
      more: readonly Condition[] = [],
    ) {
      const [from] = line.days;
      const to = line.days.at(-1);
      show([
        { kind: 'choice', column: 'payDesk', values: [line.payDesk] },
        // Events of an inbox may name no closing: they are its by the day.
        ...(from === undefined || to === undefined
          ? [{ kind: 'text', column: 'closing', operator: 'equals', text: line.closing } as const]
          : [{ kind: 'day', column: 'businessDay', from, to } as const]),
        ...more,
      ]);
    },
    /** One document, by any number of it. */
    document: (text: string) => show([], text),
  };
}
