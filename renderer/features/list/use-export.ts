/** Exports the list as it is shown: its question, its columns and their order, the language of the window. */
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { BulkTarget, ExportProgress } from '../../../shared/contract/contract.ts';
import { DEFAULT_TIME_ZONE } from '../../../shared/domain/time.ts';
import { useAppStore } from '../../store/app-store.ts';
import { pageRequest } from '../../store/filters.ts';
import type { ExportChoice } from './ExportMenu.tsx';
import { asSentence } from '../../format/as-sentence.ts';
import { useFormats } from '../../hooks/use-formats.ts';

/** Tells how exports end, on whatever screen one is. */
export function useExportEnds(): void {
  const { t } = useTranslation();
  const { exporting, notices } = useAppStore();
  const { number } = useFormats();
  useEffect(() => {
    function tellEnd(progress: ExportProgress): void {
      const { status, rows, savedAs, download, name, error } = progress;
      if (status === 'cancelled') notices.show('good', t('export.cancelled'));
      else if (status === 'failed') {
        notices.show('bad', t('export.failed', { reason: asSentence(error ?? '') }));
      } else {
        if (download !== null) fetchFile(download, name);
        notices.show(
          'good',
          t(savedAs === null ? 'export.fetched' : 'export.saved', {
            count: rows,
            rows: number(rows),
            file: savedAs ?? name,
          }),
        );
      }
    }
    return exporting.onEnd((end) => {
      if (end.kind === 'ended') tellEnd(end.progress);
      else if (end.busy) notices.show('bad', t('export.busy'));
      else notices.show('bad', t('export.failed', { reason: asSentence(end.reason) }));
    });
  }, [exporting, notices, number, t]);
}

/** The browser saves it where it saves all downloads. */
function fetchFile(path: string, name: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

export function useExport() {
  const { clock, exporting, jobPage, selection, sync, view } = useAppStore();
  const { language } = useFormats();
  const { current } = useStore(exporting.store);

  const start = useCallback(
    (choice: ExportChoice, what: 'list' | 'selection') => {
      const timeZone = sync.store.getState().snapshot?.timeZone ?? DEFAULT_TIME_ZONE;
      const { conditions, search, sort } = pageRequest(view.store.getState(), clock, timeZone);
      const { jobView, plainCsv } = view.store.getState().preferences;
      const columns = [...jobView.columns];
      const { total, exact } = jobPage.store.getState();
      const { kind, ids } = selection.store.getState();
      const isRows = what === 'selection' && kind === 'rows';
      const target: BulkTarget = isRows
        ? { kind: 'jobs', ids: [...ids] }
        : { kind: 'matching', conditions, ...(search !== undefined && { search }) };
      const promised = isRows ? ids.size : exact ? total : null;
      const isPlain = plainCsv;
      exporting.start({ ...choice, isPlain, language, columns, target, sort }, promised);
    },
    [clock, exporting, jobPage, language, selection, sync, view],
  );
  const exportList = useCallback((choice: ExportChoice) => start(choice, 'list'), [start]);
  const exportSelection = useCallback(
    (choice: ExportChoice) => start(choice, 'selection'),
    [start],
  );
  return { running: current, exportList, exportSelection, cancel: exporting.cancel };
}
