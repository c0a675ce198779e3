/** The calls of the support package. */
import type { HandlersOf, JobDetails } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { DesktopShell } from '../desktop/desktop-shell.ts';
import { about, type AboutParts } from './about.ts';
import { createSupport, type SupportParts } from './package.ts';

export interface SupportHandlersOptions extends SupportParts, AboutParts {
  readonly shell: Pick<DesktopShell, 'saveFile'>;
  /** @throws CallError when there is no such job */
  readonly jobDetails: (id: number) => JobDetails;
}

export function createSupportHandlers(options: SupportHandlersOptions): HandlersOf<'support'> {
  const { shell, jobDetails } = options;
  const support = createSupport(options);
  return {
    'support.about': () => about(options),
    'support.preview': ({ job }) => support.preview(job === null ? null : jobDetails(job)),
    'support.save': async ({ id }) => {
      const zip = await support.zip(id);
      if (!zip) return { kind: 'outdated' };
      if (!shell.saveFile) {
        return { kind: 'download', name: zip.name, zip: zip.bytes.toString('base64') };
      }
      try {
        const path = await shell.saveFile(zip.name, zip.bytes);
        return path === null ? { kind: 'cancelled' } : { kind: 'saved', path };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new CallError('unavailable', `The file cannot be written: ${reason}`);
      }
    },
  };
}
