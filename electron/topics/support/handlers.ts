/** The calls of the support package. */
import { CallError } from '../../../shared/contract/result.ts';
import type { HandlerParts, HandlersOf } from '../handler-parts.ts';
import { jobDetails } from '../list/handlers.ts';

export function supportHandlers(parts: HandlerParts): HandlersOf<'support'> {
  const { support, shell } = parts;
  return {
    'support.preview': ({ job }) => support.preview(job === null ? null : jobDetails(parts, job)),
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
