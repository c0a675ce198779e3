/** Licences of what is built into the program, as the build wrote them (`scripts/licences.ts`). */
import { LICENCES_PATH } from '../../../shared/domain/licences.ts';
import type { Licence } from '../../../shared/domain/licences.ts';

/** @throws Error when the file is not there or is none of ours */
export async function readLicences(): Promise<readonly Licence[]> {
  const response = await fetch(LICENCES_PATH);
  if (!response.ok) throw new Error(`${LICENCES_PATH}: ${response.status}`);
  return (await response.json()) as readonly Licence[];
}
