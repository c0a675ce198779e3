/** The file of licences that the build writes and the window shows. */

/** Its address in the window. */
export const LICENCES_PATH = '/licences.json';

/** A work of somebody else that is part of the program. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** Its SPDX identifier. */
  readonly licence: string;
  /** Whole; empty where the author ships none. */
  readonly text: string;
}
