/** The facts for the lamp and its sentence, from the engine's state and the tallies of the database. */
import type { EngineStatus } from '../../../shared/contract/contract.ts';
import { NO_JOBS, addTallies, type JobList } from '../../core/db/job-list.ts';
import type { EngineState } from '../../core/engine/face.ts';

export function engineStatus(state: EngineState, list: JobList, connected: boolean): EngineStatus {
  const { byState, pending } = list.openTallies();
  const tally = (name: Parameters<typeof byState.get>[0]) => byState.get(name) ?? NO_JOBS;
  const waiting = tally('waiting');
  const sending = tally('sending');
  const unclear = tally('unclear');
  return {
    running: state.running && !state.quiet,
    pause: state.pause && {
      cause: state.pause.cause,
      since: state.pause.since,
      until: state.pause.until,
      ...(state.pause.message !== '' && { message: state.pause.message }),
    },
    run: state.run && {
      ...state.run,
      remaining: waiting.count + sending.count + unclear.count,
      perMinute: state.perMinute,
    },
    pending,
    waiting,
    waitingInvoice: tally('waiting-invoice'),
    sending,
    unclear,
    attention: tally('attention'),
    aside: addTallies(tally('on-hold'), tally('excluded')),
    total: list.total(),
    nextDueAt: state.nextWakeAt,
    lastBookedAt: list.lastBookedAt(),
    connected,
  };
}
