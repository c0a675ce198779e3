/** What an installed program lends: looking at an address, loading a version, and ending for it. */
import type { UpdateProblem, UpdateWay } from '../../../shared/contract/contract.ts';

export interface FoundUpdate {
  readonly version: string;
  /** Where a person gets it. */
  readonly download: string;
}

/** A version that was loaded and found whole. */
export interface StagedUpdate {
  readonly version: string;
  /** Absolute. */
  readonly file: string;
  /** Base64, as the address promised it. */
  readonly sha512: string;
}

export class UpdateError extends Error {
  readonly problem: UpdateProblem;

  constructor(problem: UpdateProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UpdateError';
    this.problem = problem;
  }
}

export interface UpdateHost {
  /** Of the running program. */
  readonly version: string;
  readonly way: UpdateWay;
  /** @returns undefined: nothing newer is there. @throws UpdateError */
  look(address: string): Promise<FoundUpdate | undefined>;
  /** Loads what was found last. @throws UpdateError */
  load(): Promise<StagedUpdate>;
  /**
   * Ends the program in order, puts the version in place where nothing is on its way then, and starts the program anew in any case.
   */
  install(update: StagedUpdate): void;
}
