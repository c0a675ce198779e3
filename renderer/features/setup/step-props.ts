/** What the first start and its steps agree on. */
import type { ReactNode } from 'react';
import type { SetupDraft, SetupState, SetupStep } from '../../../shared/contract/contract.ts';

/** What a step is given; `Next` is its primary button, and may first have to save. */
export interface StepProps {
  readonly state: SetupState;
  /** Something was stored: asks for the state again. */
  onChanged(): Promise<void>;
  /** Puts the step's content and its primary button into the frame. */
  readonly frame: (content: ReactNode, primary: ReactNode) => ReactNode;
  onNext(): void;
  onGo(step: SetupStep): void;
  /** What was typed and not saved, also in a start before. */
  readonly draft: SetupDraft;
  keep(part: SetupDraft): void;
  /** Typed and not stored; lasts as long as the window. */
  readonly secret: string;
  onSecret(secret: string): void;
}
