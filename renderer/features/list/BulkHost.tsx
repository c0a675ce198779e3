/** The dialog of an action on many jobs, wherever it was opened, and what became of it; and how exports end. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useAppStore } from '../../store/app-store.ts';
import type { BulkState } from '../../store/bulk.ts';
import { BulkDialog } from './BulkDialog.tsx';
import { useDryRun } from '../../hooks/use-dry-run.ts';
import { useExportEnds } from './use-export.ts';
import { asSentence } from '../../format/as-sentence.ts';
import { useFormats } from '../../hooks/use-formats.ts';

export function BulkHost() {
  const { t } = useTranslation();
  const { bulk, jobPage, notices, selection } = useAppStore();
  const { current } = useStore(bulk.store);
  useExportEnds();

  useEffect(
    () =>
      bulk.onEnd((end) => {
        jobPage.touch();
        if (end.kind === 'failed') {
          notices.show('bad', t('bulk.backgroundFailed', { reason: asSentence(end.reason) }));
          return;
        }
        const { action, progress } = end;
        const { count } = progress.done;
        const changed = progress.refused.reduce((sum, group) => sum + group.count, 0);
        const done = t(progress.status === 'stopped' ? 'bulk.stopped' : `bulk.${action}.done`, {
          count,
        });
        const isWhole = progress.status === 'done' && changed === 0;
        notices.show(
          isWhole ? 'good' : 'bad',
          changed > 0 ? `${done} ${t('bulk.changed', { count: changed })}` : done,
        );
        selection.clear();
      }),
    [bulk, jobPage, notices, selection, t],
  );

  return current && <OpenDialog current={current} />;
}

function OpenDialog({ current }: { readonly current: BulkState }) {
  const { bulk } = useAppStore();
  const formats = useFormats();
  const dryRun = useDryRun();
  return (
    <BulkDialog
      action={current.action}
      step={
        current.step.kind === 'failed'
          ? { ...current.step, reason: asSentence(current.step.reason) }
          : current.step
      }
      formats={formats}
      dryRun={dryRun.state}
      onDryRun={(setId) => dryRun.run({ target: { kind: 'set', setId } })}
      onDryRunClose={dryRun.close}
      onConfirm={bulk.confirm}
      onAgain={() => {
        dryRun.close();
        bulk.again();
      }}
      onStop={bulk.stop}
      onClose={bulk.close}
    />
  );
}
