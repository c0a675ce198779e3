/** The thread that pending through all jobs of a data folder. The question that came last goes first. */
import { serveThread } from '../../worker-thread.ts';
import { openForReading } from '../open.ts';
import { scanAll, type FullScanResult } from './full-scan.ts';
import type { FromThread, ToThread } from './scanners.ts';

/** Jobs between two marks, which is what is read at most to find the rows of a page. */
const SLICE_JOBS = 2_000;
/** Steps between two turns, some ten milliseconds in which nothing is heard, cancelling included. */
const STEPS_PER_TURN = 8;

serveThread<string, ToThread, FromThread>((port, folder) => {
  const db = openForReading(folder);
  const running = new Map<number, Generator<FullScanResult>>();
  let isWorking = false;

  function work(): void {
    const latest = [...running].at(-1);
    isWorking = latest !== undefined;
    if (!latest) return;
    const [number, steps] = latest;
    let result: FullScanResult | undefined;
    for (let count = 0; count < STEPS_PER_TURN; count++) {
      const step = steps.next();
      if (step.done === true) {
        running.delete(number);
        break;
      }
      result = step.value;
    }
    if (result) port.post({ number, result });
    setImmediate(work);
  }

  port.listen((message) => {
    if (message.kind === 'cancel') running.delete(message.number);
    else running.set(message.number, scanAll(db, message.task, SLICE_JOBS));
    if (!isWorking) work();
  });
});
