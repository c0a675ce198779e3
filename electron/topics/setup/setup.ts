/** The first start: which step it stands at, what was typed, and when it is through. */
import {
  SETUP_STEPS,
  type SetupDraft,
  type SetupState,
  type SetupStep,
} from '../../../shared/contract/contract.ts';
import {
  PRESET_ACCOUNTS,
  type AccountPreset,
  type AccountRow,
} from '../../../shared/domain/accounts.ts';
import type { SettingsStore } from '../../core/db/settings.ts';
import type { JobList } from '../../core/db/job-list.ts';
import type { Assignment } from '../accounts/assignment.ts';
import type { Connecting } from '../connection/connecting.ts';
import type { Connection } from '../connection/connection.ts';
import type { Desktop } from '../desktop/desktop.ts';
import {
  SETUP_DRAFT,
  SETUP_PROGRESS,
  type ProgramSettingsStore,
} from '../settings/program-settings.ts';
import type { SettingsForm } from '../settings/settings-form.ts';

export interface SetupOptions {
  readonly settings: SettingsStore;
  readonly programSettings: Pick<ProgramSettingsStore, 'current'>;
  readonly form: Pick<SettingsForm, 'defaults'>;
  readonly connecting: Pick<Connecting, 'state' | 'cancelSignIn'>;
  readonly connection: Pick<Connection, 'stored'>;
  readonly assignment: Pick<Assignment, 'book'>;
  readonly list: Pick<JobList, 'total'>;
  /** Undefined: the window is a page in a browser. */
  readonly desktop: Desktop | undefined;
  /** Undefined: there is no demo shop here. */
  readonly startDemo: (() => Promise<string>) | undefined;
  /** The first start is through, or put off. */
  readonly onClosed: () => void;
}

export interface Setup {
  /** Before anything is read or sent: what the tills deliver meanwhile does not end the first start. */
  begin(): void;
  isOpen(): boolean;
  state(): Promise<SetupState>;
  go(step: SetupStep): void;
  /** Stores what is typed in the first start and not saved yet. */
  keep(draft: SetupDraft): void;
  close(how: 'finished' | 'skipped'): void;
}

export function createSetup(options: SetupOptions): Setup {
  const { settings, connecting, desktop, startDemo } = options;
  const host = {
    picksFolders: desktop !== undefined,
    opensBrowser: desktop !== undefined,
    hasDemo: startDemo !== undefined,
  };

  function isOpen(): boolean {
    const progress = settings.get(SETUP_PROGRESS);
    if (progress) return progress.state === 'running';
    // Nothing was ever imported into this data folder.
    return options.connection.stored() === undefined && options.list.total() === 0;
  }

  return {
    begin() {
      if (settings.get(SETUP_PROGRESS) || !isOpen()) return;
      settings.set(SETUP_PROGRESS, { state: 'running', step: SETUP_STEPS[0] });
    },
    isOpen,

    async state() {
      const rows = options.assignment.book().rows;
      return {
        open: isOpen(),
        step: stepOf(settings.get(SETUP_PROGRESS)?.step),
        draft: settings.get(SETUP_DRAFT) ?? {},
        connection: await connecting.state(),
        settings: options.programSettings.current(),
        defaults: options.form.defaults,
        accounts: { count: rows.length, preset: presetOf(rows) },
        host,
      };
    },
    go: (step) => settings.set(SETUP_PROGRESS, { state: 'running', step }),
    keep: (draft) => settings.set(SETUP_DRAFT, draft),
    close(how) {
      connecting.cancelSignIn();
      const step = settings.get(SETUP_PROGRESS)?.step ?? SETUP_STEPS[0];
      settings.transact(() => {
        settings.set(SETUP_PROGRESS, { state: how, step });
        // A finished start has saved its input; one that was put off finds it again.
        if (how === 'finished') settings.set(SETUP_DRAFT, {});
      });
      options.onClosed();
    },
  };
}

function stepOf(stored: string | undefined): SetupStep {
  return SETUP_STEPS.find((step) => step === stored) ?? SETUP_STEPS[0];
}

/** The preset whose every account is set for all stores and pay desks. */
function presetOf(rows: readonly AccountRow[]): AccountPreset | null {
  const global = new Set(
    rows.filter(({ store, payDesk }) => store === undefined && payDesk === undefined).map(placeOf),
  );
  const presets = Object.entries(PRESET_ACCOUNTS) as [AccountPreset, readonly AccountRow[]][];
  return presets.find(([, all]) => all.every((row) => global.has(placeOf(row))))?.[0] ?? null;
}

function placeOf({ type, paymentType, currency, account }: AccountRow): string {
  return [type, paymentType ?? '', currency, account].join('|');
}
