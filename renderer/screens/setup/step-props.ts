/** What the first start and its steps agree on. */
import type { ReactNode } from 'react';
import type { SetupState } from '../../../shared/contract/contract.ts';

/** What a step is given; `Next` is its primary button, and may first have to save. */
export interface StepProps {
  readonly state: SetupState;
  /** Something was stored: asks for the state again. */
  onChanged(): Promise<void>;
  /** Puts the step's content and its primary button into the frame. */
  readonly frame: (content: ReactNode, primary: ReactNode) => ReactNode;
  onNext(): void;
}
