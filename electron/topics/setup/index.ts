/** Setting the program up: first start, connection, folders, settings, backup. All that the handlers of those calls need. */
import path from 'node:path';
import {
  SETUP_STEPS,
  type FolderFound,
  type SetupDraft,
  type SetupState,
  type SetupStep,
} from '../../../shared/contract/contract.ts';
import {
  PRESET_ACCOUNTS,
  type AccountPreset,
  type AccountRow,
} from '../../../shared/domain/accounts.ts';
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import type { FolderUse, ProgramSettings } from '../../../shared/domain/program-settings.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { createBackups, type Backups, type BackupOptions } from '../backup/backups.ts';
import type { Db } from '../../core/db/open.ts';
import type { SettingsStore } from '../../core/db/settings.ts';
import {
  createConnecting,
  type Connecting,
  type ConnectingOptions,
} from '../connection/connecting.ts';
import { checkFolder, makeFolder, type OtherFolders } from './folders.ts';
import {
  SETUP_DRAFT,
  SETUP_PROGRESS,
  type ProgramSettingsStore,
} from '../settings/program-settings.ts';

/** What a desktop brings; absent in a browser. */
export interface Desktop {
  /** Asks for a folder. @returns null when the person chose none. */
  chooseFolder(start: string): Promise<string | null>;
  /** @throws when the system has no browser */
  openBrowser(url: string): Promise<void>;
  /** The system's proxy on the way to an address. */
  proxyFor(url: string): Promise<string | null>;
}

export interface SetupOptions extends Omit<
  ConnectingOptions,
  'openBrowser' | 'onConnected' | 'proxyFor'
> {
  readonly db: Db;
  readonly dataFolder: string;
  readonly settings: SettingsStore;
  readonly programSettings: ProgramSettingsStore;
  readonly accounts: () => readonly AccountRow[];
  /** Nothing was ever imported into this data folder. */
  readonly isEmpty: () => boolean;
  readonly desktop?: Desktop;
  readonly proxyFor?: (url: string) => Promise<string | null>;
  /** Starts a demo shop with a folder of its own. @returns the address of its window */
  readonly startDemo?: () => Promise<string>;
  readonly verify: BackupOptions['verify'];
  readonly onBackupFailure: BackupOptions['onFailure'];
  readonly crash?: CrashHook;
  readonly onConnected: (baseUrl: string, clientId: string) => void;
  readonly onSignedOut: (baseUrl: string) => void;
  /** The first start is through, or put off. */
  readonly onClosed: () => void;
  /** Settings were saved: whoever works by them reads them again. */
  readonly onSettings: (settings: ProgramSettings) => void;
}

export interface Setup {
  /** Before anything is read or sent: what the tills deliver meanwhile does not end the first start. */
  begin(): void;
  isOpen(): boolean;
  state(): Promise<SetupState>;
  go(step: SetupStep): void;
  /** What is typed in the first start and not saved yet. */
  keep(draft: SetupDraft): void;
  close(how: 'finished' | 'skipped'): void;
  /** @returns undefined when there is no demo here */
  startDemo: (() => Promise<string>) | undefined;
  readonly connecting: Connecting;
  checkFolder(use: FolderUse, text: string): Promise<FolderFound>;
  /** Undefined where the host has no dialog. */
  chooseFolder: Desktop['chooseFolder'] | undefined;
  save(
    change: Changed,
  ): Promise<
    { ok: true; settings: ProgramSettings } | { ok: false; problem: SetupProblem; field: string }
  >;
  readonly backups: Backups;
}

/** As it comes over the contract: absent and undefined are the same. */
export type Changed = { readonly [K in keyof ProgramSettings]?: ProgramSettings[K] | undefined };

export function createSetup(options: SetupOptions): Setup {
  const { settings, programSettings, desktop } = options;
  const defaultInbox = path.join(options.dataFolder, 'inbox');
  const defaultBackups = path.join(options.dataFolder, 'backups');

  const { desktop: _desktop, proxyFor, ...connectingOptions } = options;
  const proxy = desktop?.proxyFor ?? proxyFor;
  const connecting = createConnecting({
    ...connectingOptions,
    ...(proxy && { proxyFor: proxy }),
    ...(desktop && { openBrowser: desktop.openBrowser }),
  });
  const backups = createBackups({
    db: options.db,
    dataFolder: options.dataFolder,
    settings,
    clock: options.clock,
    timers: options.timers,
    plan: () => programSettings.current().backup,
    defaultFolder: defaultBackups,
    verify: options.verify,
    onFailure: options.onBackupFailure,
    ...(options.crash && { crash: options.crash }),
  });

  const others = (): OtherFolders => {
    const { inboxFolder, exportFolder } = programSettings.current();
    return {
      dataFolder: options.dataFolder,
      inbox: inboxFolder ?? defaultInbox,
      exports: exportFolder,
    };
  };

  function isOpen(): boolean {
    const progress = settings.get(SETUP_PROGRESS);
    if (progress) return progress.state === 'running';
    return options.connection.stored() === undefined && options.isEmpty();
  }

  /** The folders that a change names must be good, together with the others as they would be. */
  async function refusedFolder(change: Changed) {
    const { inboxFolder, exportFolder, backup } = { ...programSettings.current(), ...change };
    const after: OtherFolders = {
      dataFolder: options.dataFolder,
      inbox: inboxFolder ?? defaultInbox,
      exports: exportFolder ?? null,
    };
    const named: [keyof ProgramSettings, FolderUse, string | null | undefined][] = [
      ['inboxFolder', 'inbox', change.inboxFolder],
      ['exportFolder', 'exports', change.exportFolder],
      ['backup', 'backup', change.backup && backup?.folder],
    ];
    for (const [field, use, folder] of named) {
      if (folder == null) continue;
      const { problem, isNew } = await checkFolder(use, folder, after);
      if (problem) return { ok: false as const, problem, field };
      if (isNew) await makeFolder(folder);
    }
    return undefined;
  }

  return {
    begin() {
      if (settings.get(SETUP_PROGRESS) || !isOpen()) return;
      settings.set(SETUP_PROGRESS, { state: 'running', step: SETUP_STEPS[0] });
    },
    isOpen,
    connecting,
    backups,
    startDemo: options.startDemo,
    chooseFolder: desktop?.chooseFolder,

    async state() {
      const rows = options.accounts();
      return {
        open: isOpen(),
        step: stepOf(settings.get(SETUP_PROGRESS)?.step),
        draft: settings.get(SETUP_DRAFT) ?? {},
        connection: await connecting.state(),
        settings: programSettings.current(),
        defaults: { inboxFolder: defaultInbox, backupFolder: defaultBackups },
        accounts: { count: rows.length, preset: presetOf(rows) },
        host: {
          picksFolders: desktop !== undefined,
          opensBrowser: desktop !== undefined,
          hasDemo: options.startDemo !== undefined,
        },
      };
    },
    go: (step) => settings.set(SETUP_PROGRESS, { state: 'running', step }),
    keep: (draft) => settings.set(SETUP_DRAFT, draft),
    close(how) {
      connecting.cancelSignIn();
      const step = settings.get(SETUP_PROGRESS)?.step ?? SETUP_STEPS[0];
      settings.transact(() => {
        settings.set(SETUP_PROGRESS, { state: how, step });
        // What was finished is saved; what was put off is found again.
        if (how === 'finished') settings.set(SETUP_DRAFT, {});
      });
      options.onClosed();
    },
    checkFolder: (use, text) => checkFolder(use, text, others()),

    async save(change) {
      const refused = await refusedFolder(change);
      if (refused) return refused;
      const saved = programSettings.save(change);
      options.onSettings(saved);
      return { ok: true, settings: saved };
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
