/** The answer to a test of the connection: what was found there, or what is wrong. */
import type { ConnectionResult } from '../../../shared/contract/contract.ts';
import type { Formats } from '../../format/formats.ts';
import { SetupProblemCard } from '../SetupProblemCard.tsx';
import { ConnectionFound } from './ConnectionFound.tsx';

export interface ConnectionTestedProps {
  readonly result: ConnectionResult;
  readonly formats: Formats;
}

export function ConnectionTested({ result, formats }: ConnectionTestedProps) {
  return result.ok ? (
    <ConnectionFound report={result.report} formats={formats} />
  ) : (
    <SetupProblemCard problem={result.problem} />
  );
}
