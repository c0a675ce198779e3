/** The part of the backend in memory that sets the program up: connection, folders, settings, backup at the test's command. */
import type { ConnectionReport, SetupState, SignInState } from '../../shared/contract/contract.ts';
import type { FirstContact } from '../../shared/contract/first-contact.ts';
import type { CallName } from '../../shared/contract/names.ts';
import { DEFAULT_PROGRAM_SETTINGS } from '../../shared/domain/program-settings.ts';
import type { RetentionReport } from '../../shared/domain/retention.ts';
import type { SetupProblem } from '../../shared/domain/setup-problems.ts';
import { readWorkspaceAddress } from '../../shared/domain/workspace-address.ts';

const SETUP_CALLS = [
  'setup.state',
  'setup.go',
  'setup.keep',
  'setup.close',
  'setup.startDemo',
  'connection.probe',
  'connection.signIn',
  'connection.signInState',
  'connection.cancelSignIn',
  'connection.useToken',
  'connection.test',
  'connection.signOut',
  'connection.firstContact',
  'folders.check',
  'folders.choose',
  'folders.open',
  'settings.save',
  'backup.state',
  'backup.make',
  'backup.restore',
  'backup.secondFolder',
  'backup.encrypt',
  'backup.restoreSecond',
  'retention.state',
] as const satisfies readonly CallName[];
type SetupCall = (typeof SETUP_CALLS)[number];

export function isSetupCall(name: CallName): name is SetupCall {
  return (SETUP_CALLS as readonly CallName[]).includes(name);
}

/** Known only after the address was found good. */
const OF_THE_SIGN_IN = /^(client|consent|sign-in|token|browser)-/;
const DATA = 'C:\\ProgramData\\Venduo\\BackOffice';

export class FakeSetup {
  /** RS's answers when each question is asked once; null: nobody is signed in. */
  firstContact: FirstContact | null = null;
  state: SetupState = {
    open: false,
    step: 'language',
    draft: {},
    connection: {
      connected: true,
      baseUrl: 'https://schmidt.retailsuite.example',
      clientId: 'venduo_pos',
      unreadable: false,
      secretStore: 'system',
      proxy: null,
    },
    settings: DEFAULT_PROGRAM_SETTINGS,
    defaults: { inboxFolder: `${DATA}\\inbox`, backupFolder: `${DATA}\\backups` },
    accounts: { count: 13, preset: 'SKR03' },
    host: { picksFolders: true, opensBrowser: true, hasDemo: false },
  };
  /** The problem that the next question about the connection, or about a folder, meets. */
  problem: SetupProblem | null = null;
  folderProblem: SetupProblem | null = null;
  warnings: SetupProblem[] = [];
  signIn: SignInState = { phase: 'none' };
  /** The copy that is put back at the next start. */
  wished: { at: number; askedAt: number } | null = null;
  /** Of the copies in the second folder; null: they are not encrypted. */
  password: string | null = null;
  /** What would be erased now. */
  retention: RetentionReport = {
    at: 1_795_000_000_000,
    clock: 'right',
    limits: { records: '2016-01-01', originals: '2018-01-01' },
    due: { closings: 0, receipts: 0, originals: 0, bytes: 0 },
    erased: null,
    held: [],
    ended: 'complete',
  };
  /** What keeps copies from the second folder. */
  secondProblem: SetupProblem | null = null;
  private readonly clock: () => number;

  constructor(clock: () => number) {
    this.clock = clock;
  }

  /** An empty data folder: the first start. */
  begin(host: Partial<SetupState['host']> = {}): void {
    this.state = {
      ...this.state,
      open: true,
      step: 'language',
      connection: {
        ...this.state.connection,
        connected: false,
        baseUrl: null,
        clientId: null,
        secretStore: host.picksFolders === false ? 'key-file' : 'system',
      },
      accounts: { count: 0, preset: null },
      host: { ...this.state.host, ...host },
    };
  }

  /** The steps before the test are through. */
  connected(): void {
    this.connect('https://schmidt.retailsuite.example');
    this.state = { ...this.state, accounts: { count: 13, preset: 'SKR03' } };
  }

  /** The person said yes in the browser (or, with `problem`, no). */
  endSignIn(): void {
    this.signIn = this.problem
      ? { phase: 'failed', problem: this.problem }
      : { phase: 'done', report: this.report() };
    if (!this.problem) this.connect('https://schmidt.retailsuite.example');
  }

  answer(name: SetupCall, args: readonly unknown[]): unknown {
    switch (name) {
      case 'setup.state':
        return this.state;
      case 'setup.go':
        this.state = { ...this.state, open: true, step: args[0] as SetupState['step'] };
        return null;
      case 'setup.keep':
        this.state = { ...this.state, draft: args[0] as SetupState['draft'] };
        return null;
      case 'setup.close':
        this.state = { ...this.state, open: false };
        return null;
      case 'setup.startDemo':
        return { url: 'http://127.0.0.1:1/#token=demo' };
      case 'connection.probe': {
        const address = readWorkspaceAddress(String(args[0]));
        if (!address.ok) return this.refused({ code: address.problem, detail: String(args[0]) });
        if (this.problem && !OF_THE_SIGN_IN.test(this.problem.code)) {
          return this.refused(this.problem);
        }
        return { ok: true, baseUrl: address.baseUrl, warnings: this.warnings };
      }
      case 'connection.signIn':
        this.signIn = this.problem
          ? { phase: 'failed', problem: this.problem }
          : {
              phase: 'waiting',
              url: 'https://schmidt.retailsuite.example/authorize?client_id=venduo_pos',
              until: this.clock() + 300_000,
            };
        return this.signIn;
      case 'connection.signInState':
        return this.signIn;
      case 'connection.cancelSignIn':
        this.signIn = { phase: 'none' };
        return null;
      case 'connection.useToken':
      case 'connection.test':
        if (this.problem) return this.refused(this.problem);
        if (name === 'connection.useToken') this.connect('https://schmidt.retailsuite.example');
        return { ok: true, report: this.report() };
      case 'connection.signOut':
        this.state = {
          ...this.state,
          connection: { ...this.state.connection, connected: false },
        };
        return this.state.connection;
      case 'connection.firstContact':
        return this.firstContact;
      case 'folders.check':
        return {
          path: String(args[1]),
          problem: this.folderProblem,
          isNew: false,
          deliveries: this.folderProblem || String(args[0]).endsWith('backup') ? 0 : 2,
        };
      case 'folders.open':
        return null;
      case 'folders.choose':
        return { path: 'D:\\Kassen\\Export' };
      case 'settings.save':
        if (this.folderProblem) {
          return {
            ok: false,
            problem: this.folderProblem,
            field: Object.keys(args[0] as object)[0],
          };
        }
        this.state = {
          ...this.state,
          settings: { ...this.state.settings, ...(args[0] as Partial<SetupState['settings']>) },
        };
        return { ok: true, settings: this.state.settings };
      case 'backup.restore':
        this.wished =
          args[0] === null ? null : { at: this.clock() - 7_200_000, askedAt: this.clock() };
        return { ok: true, state: this.answer('backup.state', []) };
      case 'backup.encrypt':
        this.password = args[0] as string | null;
        return null;
      case 'backup.restoreSecond':
        if (args[1] !== this.password) {
          return this.refused({ code: 'backup-passphrase-wrong', detail: '' });
        }
        this.wished = { at: this.clock() - 7_200_000, askedAt: this.clock() };
        return { ok: true, state: this.answer('backup.state', []) };
      case 'retention.state':
        return { now: this.retention, last: null, problem: null };
      case 'backup.secondFolder':
        return this.secondFolder();
      case 'backup.state':
      case 'backup.make': {
        const at = this.clock() - (name === 'backup.make' ? 0 : 7_200_000);
        return {
          all: Array.from({ length: 7 }, (_, index) => ({
            name: `venduo-${index}.sqlite`,
            at: at - index * 86_400_000,
            bytes: 48_234_496 - index * 1_000_000,
          })),
          wished: this.wished,
          restoredAt: null,
          folder: this.state.settings.backup.folder ?? this.state.defaults.backupFolder,
          running: false,
          last: {
            at,
            file: `${DATA}\\backups\\venduo-2026-11-23T09-00-00-000Z.sqlite`,
            bytes: 48_234_496,
          },
          problem: null,
          copies: 7,
        };
      }
    }
  }

  /** Years later: much is past its time, and some of it is held. */
  growOld(): void {
    this.retention = {
      ...this.retention,
      due: { closings: 312, receipts: 48_120, originals: 301, bytes: 96_000_000 },
      held: [
        { reason: 'not-sealed', count: 3 },
        { reason: 'question', count: 1 },
      ],
    };
  }

  private secondFolder() {
    const folder = this.state.settings.secondBackupFolder;
    if (folder === null) return null;
    const at = this.clock() - 7_000_000;
    const isEncrypted = this.password !== null;
    const name = `venduo-0.sqlite${isEncrypted ? '.encrypted' : ''}`;
    const last = { at, file: `${folder}\\${name}`, bytes: 48_234_496 };
    return {
      folder,
      isEncrypted,
      running: false,
      last: this.secondProblem ? null : last,
      problem: this.secondProblem,
      all: this.secondProblem ? [] : [{ name, at, bytes: last.bytes, isEncrypted }],
    };
  }

  private connect(baseUrl: string): void {
    const connection = {
      ...this.state.connection,
      connected: true,
      baseUrl,
      clientId: 'venduo_pos',
    };
    this.state = { ...this.state, connection };
  }

  private refused(problem: SetupProblem) {
    return { ok: false as const, problem };
  }

  private report(): ConnectionReport {
    return {
      baseUrl: 'https://schmidt.retailsuite.example',
      years: [
        { from: '2025-01-01', to: '2025-12-31', open: false },
        { from: '2026-01-01', to: '2026-12-31', open: true },
      ],
      clockOffMs: 400,
      warnings: this.warnings,
    };
  }
}
