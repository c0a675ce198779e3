/** The engine's settings as they stand: the manager's, the settle window, and when it must not send. */
import type { EngineOptions } from '../../core/engine/context.ts';
import type { SettingsStore } from '../../core/db/settings.ts';
import { DEFAULT_TEXTS } from '../../core/engine/posting-texts.ts';
import { DEFAULT_REQUEST_TIMEOUT_MS } from '../../core/rs/index.ts';
import { settleWindowMs, VERIFY_AFTER_MS } from './engine-times.ts';
import { haltByFolder, haltByPerson, haltBySettings } from './halt.ts';
import { invoiceIntervalMs, type ProgramSettingsStore } from './program-settings.ts';
import type { Stop } from '../status/stop.ts';

export interface EngineSettingsOptions {
  readonly settings: SettingsStore;
  readonly programSettings: ProgramSettingsStore;
  readonly stop: Stop;
  readonly timeZone: string;
  /** The database that is open still lies in its folder. */
  readonly isFolderHere: () => boolean;
  /** Requests out at once; overrides the setting. */
  readonly concurrency?: number;
  /** People look on: quiet hours hold, and nothing is sent before the first start is through. */
  readonly hasWindow?: boolean;
}

type EngineSettings = Required<
  Pick<
    EngineOptions,
    | 'concurrency'
    | 'settleWindowMs'
    | 'verifyAfterMs'
    | 'invoiceIntervalMs'
    | 'halt'
    | 'texts'
    | 'requestTimeoutMs'
  >
>;

export function createEngineSettings(options: EngineSettingsOptions): EngineSettings {
  const { settings, programSettings, stop, timeZone } = options;
  return {
    texts: () => DEFAULT_TEXTS,
    requestTimeoutMs: DEFAULT_REQUEST_TIMEOUT_MS,
    concurrency: () => options.concurrency ?? programSettings.current().concurrency,
    settleWindowMs: settleWindowMs(settings),
    verifyAfterMs: VERIFY_AFTER_MS,
    invoiceIntervalMs: () => invoiceIntervalMs(programSettings.current()),
    halt: haltByFolder(
      options.isFolderHere,
      haltByPerson(stop, options.hasWindow && haltBySettings(programSettings, settings, timeZone)),
    ),
  };
}
