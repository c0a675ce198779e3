/** Timers that run when the test says so. */
import type { Timers } from '../../shared/domain/time.ts';

export class ManualTimers implements Timers {
  private readonly waiting = new Set<{ readonly ms: number; readonly run: () => void }>();

  get count(): number {
    return this.waiting.size;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { ms, run };
    this.waiting.add(timer);
    return () => this.waiting.delete(timer);
  }

  /** Runs what waits now; what those start waits for the next call. */
  runAll(): void {
    const due = [...this.waiting];
    this.waiting.clear();
    for (const timer of due) timer.run();
  }
}
