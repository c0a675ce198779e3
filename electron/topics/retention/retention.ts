/** The nightly erasure, after a good backup, and what a person sees of it. */
import type { RetentionState } from '../../../shared/contract/contract.ts';
import {
  retentionReportSchema,
  type RetentionPlan,
  type RetentionReport,
} from '../../../shared/domain/retention.ts';
import { MINUTE, type Timers } from '../../../shared/domain/time.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';
import { createErasing, type ErasingOptions } from './erasing.ts';

/** Something was being sent. */
const TRY_AGAIN_AFTER_MS = 10 * MINUTE;

const LAST: Setting<RetentionReport> = { key: 'retention.last', schema: retentionReportSchema };

export interface RetentionOptions extends ErasingOptions {
  readonly settings: SettingsStore;
  readonly plan: () => RetentionPlan;
  readonly timers: Timers;
  readonly onBug: (error: unknown) => void;
}

export function createRetention(options: RetentionOptions) {
  const { settings, plan, timers } = options;
  const erasing = createErasing(options);
  let running: Promise<void> | undefined;
  let cancel: (() => void) | undefined;
  let isOver = false;
  let problem: string | null = null;
  const isStopped = () => isOver;

  async function erase(): Promise<void> {
    try {
      const report = await erasing.run({ plan: plan(), isStopped }, true);
      if (report.ended !== 'stopped') settings.set(LAST, report);
      problem = null;
      if (report.ended === 'busy') cancel = timers.after(TRY_AGAIN_AFTER_MS, nightly);
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
      options.onBug(error);
    }
  }

  function nightly(): void {
    cancel?.();
    if (isOver || !plan().nightly) return;
    running ??= erase().finally(() => {
      running = undefined;
    });
  }

  return {
    /** To be called after a good backup; does nothing where the owner has not said so. */
    nightly,
    async state(): Promise<RetentionState> {
      const now = await erasing.run({ plan: plan(), isStopped }, false);
      return { now, last: settings.get(LAST) ?? null, problem };
    },
    async stop(): Promise<void> {
      isOver = true;
      cancel?.();
      await running;
    },
  };
}

export type Retention = ReturnType<typeof createRetention>;
