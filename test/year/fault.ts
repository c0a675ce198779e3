/** A fault: what is done, what it says, and the way out that its text names. */
import type { Scene } from './scene.ts';
import type { TillDay } from './tills.ts';

export interface Planted {
  /** The only closing that it unseals. */
  readonly closing: TillDay;
  /** The job that it is about. */
  readonly job?: number;
  /** Takes the way out; afterwards all is sealed again. */
  readonly mend: () => void | Promise<void>;
}

export interface Fault {
  readonly what: string;
  /** What keeps the seal away, sorted. */
  readonly codes: readonly string[];
  /** What differs, in cents; `job`: the amount of the job, `twice`: two times that; null: not all was compared; absent: not looked at. */
  readonly cents?: number | 'job' | 'twice' | null;
  /** `closing`: RetailSuite is asked about that one alone. `day`: no closing is there, the day itself is not sealed. */
  readonly reads?: 'closing' | 'day';
  /** Orders wait for what does not come by itself. */
  readonly waits?: true;
  plant(scene: Scene): Planted | Promise<Planted>;
}
