/** Beneath the rows: what can be done with those that are chosen, and the ways to other pages. */
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { useAppStore } from '../../store/app-store.ts';
import { hasSelection } from '../../store/selection.ts';
import { ExportButton } from './ExportButton.tsx';
import { ChosenSum, ListSum } from './ListSum.tsx';
import { Pager } from './Pager.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { useExport } from './use-export.ts';
import { useBulk } from './use-selection.ts';
import { useChosenSums } from './use-chosen-sums.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useJobView } from './use-job-view.ts';

/** How many rows the question has, as far as it is known. */
function useTotal() {
  const { jobPage } = useAppStore();
  return useStore(
    jobPage.store,
    useShallow(({ total, exact }) => ({ total, totalIsExact: exact })),
  );
}

export function ListFooter() {
  const { view, selection, jobPage } = useAppStore();
  const { total, totalIsExact } = useTotal();
  const answeredAt = useStore(jobPage.store, ({ asOf }) => asOf);
  const isAnswered = answeredAt !== null;
  const hasChosen = useStore(selection.store, hasSelection);
  const page = useStore(view.store, (state) => state.page);
  const { pageSize, filters, search } = useJobView();
  return (
    <>
      {hasChosen && <Chosen />}
      <Pager
        page={page}
        pageSize={pageSize}
        total={isAnswered ? total : null}
        totalIsExact={totalIsExact}
        question={`${page} ${pageSize} ${JSON.stringify([filters, search])}`}
        answeredAt={answeredAt}
        sum={isAnswered && <ListSum />}
        onPage={view.setPage}
        onPageSize={(size) => view.change({ pageSize: size })}
      />
    </>
  );
}

function Chosen() {
  const { selection } = useAppStore();
  const { kind, ids } = useStore(selection.store);
  const formats = useFormats();
  const { running, exportSelection, cancel } = useExport();
  const sums = useChosenSums();
  return (
    <SelectionBar
      count={kind === 'matching' ? null : ids.size}
      {...useTotal()}
      sum={<ChosenSum sums={sums} />}
      exporter={
        <ExportButton
          isSelection
          running={running}
          formats={formats}
          onExport={exportSelection}
          onCancel={cancel}
        />
      }
      onAction={useBulk()}
      onMatching={selection.chooseMatching}
      onClear={selection.clear}
    />
  );
}
