import path from 'node:path';
import { buildIfNeeded } from '../../scripts/build-if-needed.ts';

/** The program as it is served: what is built may be older than what is tested. */
export default function buildProgram(): void {
  buildIfNeeded(path.join(import.meta.dirname, '..', '..'));
}
