/** One section of the settings, and what every section is given. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallArgs, SetupState } from '../../../shared/contract/contract.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';

/** The sections in their order, by the key of their heading. */
export const SECTIONS = {
  connection: 'settings.connection',
  schedule: 'settings.schedule',
  folders: 'settings.folders',
  backup: 'settings.backup',
  retention: 'retention.title',
  appearance: 'settings.appearance',
  notification: 'notification.title',
  desktop: 'desktop.title',
  updates: 'updates.title',
  data: 'settings.data',
  support: 'support.settings',
} as const;
export type SectionName = keyof typeof SECTIONS;

export interface SectionProps {
  readonly state: SetupState;
  onChanged(): Promise<void>;
  /** Saves and says so. @returns what is wrong with it; undefined: it is saved. */
  save(change: CallArgs<'settings.save'>[0]): Promise<SetupProblem | undefined>;
}

/** The section's id in the page. */
export function idOfSection(name: SectionName): string {
  return `settings-${name}`;
}

/** A heading with its explanation on the left, the controls on the right. */
export function Section({
  name,
  text,
  children,
}: {
  readonly name: SectionName;
  readonly text?: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const title = t(SECTIONS[name]);
  return (
    <section className="settings-section" id={idOfSection(name)} aria-label={title}>
      <div>
        <h2 tabIndex={-1}>{title}</h2>
        {text !== undefined && <p className="form-help">{text}</p>}
      </div>
      <div className="form">{children}</div>
    </section>
  );
}
