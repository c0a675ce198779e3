/** One section of the settings, and what every section is given. */
import type { ReactNode } from 'react';
import type { CallArgs, SetupState } from '../../../shared/contract/contract.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';

export interface SectionProps {
  readonly state: SetupState;
  onChanged(): Promise<void>;
  /** Saves and says so. @returns what is wrong with it; undefined: it is saved. */
  save(change: CallArgs<'settings.save'>[0]): Promise<SetupProblem | undefined>;
}

/** A heading with its explanation on the left, the controls on the right. */
export function Section({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="settings-section" aria-label={title}>
      <div>
        <h2>{title}</h2>
        {text !== undefined && <p className="form-help">{text}</p>}
      </div>
      <div className="form">{children}</div>
    </section>
  );
}
