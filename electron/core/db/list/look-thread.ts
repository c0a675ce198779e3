/** The thread that looks through all jobs of a data folder. The question that came last goes first. */
import { serveThread } from '../../worker-thread.ts';
import { openForReading } from '../open.ts';
import { lookThrough, type LookResult } from './look-through.ts';
import type { FromThread, ToThread } from './lookers.ts';

/** Jobs between two marks: as many are read at most to find the rows of a page. */
const SLICE = 2_000;
/** So many steps nothing is heard, cancelling included: some ten milliseconds. */
const STEPS_A_TURN = 8;

serveThread<string, ToThread, FromThread>((port, folder) => {
  const db = openForReading(folder);
  const running = new Map<number, Generator<LookResult>>();
  let isWorking = false;

  function work(): void {
    const latest = [...running].at(-1);
    isWorking = latest !== undefined;
    if (!latest) return;
    const [number, steps] = latest;
    let result: LookResult | undefined;
    for (let count = 0; count < STEPS_A_TURN; count++) {
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
    else running.set(message.number, lookThrough(db, message.task, SLICE));
    if (!isWorking) work();
  });
});
