/** The contract between the first start and its steps. */
import type { ReactNode } from 'react';
import type { SetupDraft, SetupState, SetupStep } from '../../../shared/contract/contract.ts';

/** The props of a step; `Next` is its primary button, and may first have to save. */
export interface StepProps {
  readonly state: SetupState;
  /** Something was stored: asks for the state again. */
  onChanged(): Promise<void>;
  /** Puts the step's content and its primary button into the frame. */
  readonly frame: (content: ReactNode, primary: ReactNode) => ReactNode;
  onNext(): void;
  onGo(step: SetupStep): void;
  /** Input that is not saved yet, also from an earlier start. */
  readonly draft: SetupDraft;
  keep(part: SetupDraft): void;
  /** Typed and not stored; lasts as long as the window. */
  readonly secret: string;
  onSecret(secret: string): void;
}
