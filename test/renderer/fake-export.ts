/** Exports in memory: how far one is decides the test. */
import type { ExportProgress, ExportRequest } from '../../shared/contract/contract.ts';
import type { CallName } from '../../shared/contract/names.ts';
import { CallError } from '../../shared/contract/result.ts';

export function isExportCall(name: CallName): name is Extract<CallName, `export.${string}`> {
  return name.startsWith('export.');
}

export class FakeExport {
  request: ExportRequest | undefined;
  /** The person's choice in the dialog; null: the window is a page in a browser. */
  chosen: 'file' | 'none' | null = 'file';
  progress: ExportProgress = {
    status: 'running',
    rows: 0,
    name: 'Belege-2021-11-10.csv',
    savedAs: null,
    download: null,
    error: null,
  };

  answer(name: Extract<CallName, `export.${string}`>, args: readonly [never]): unknown {
    switch (name) {
      case 'export.start':
        if (this.chosen === 'none') return { id: null };
        this.request = args[0];
        this.progress = {
          ...this.progress,
          status: 'running',
          rows: 0,
          savedAs: this.chosen === 'file' ? `/home/anna/${this.progress.name}` : null,
        };
        return { id: 'export-1' };
      case 'export.cancel':
        this.progress = { ...this.progress, status: 'cancelled' };
        return this.progress;
      case 'export.progress':
        if (!this.request) throw new CallError('not_found', 'This export is no longer known.');
        return this.progress;
    }
  }
}
