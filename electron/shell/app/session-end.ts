/**
 * The session ends, or the PC is switched off, while the program runs: what is out gets its answer first, for seconds.
 *
 * The end itself is the one of every day, with its deadline: whatever is cut off then is looked up at the next start.
 */
import type { Log } from './log.ts';

export interface SessionEndOptions {
  /** A posting is on its way. */
  readonly isSending: () => boolean;
  /** Says in the window why the PC has to wait. */
  readonly showReason: () => void;
  /** Ends in order; the system goes on once the process is gone. */
  readonly quit: () => void;
  readonly log: Log;
}

/** What Electron hands over; without `preventDefault` the system does not wait. */
interface Question {
  preventDefault(): void;
}

export interface SessionEnd {
  /** Linux and macOS: the system waits for the process, if it is asked to. */
  begins(question?: Question): void;
  /** Windows asks whether the session may end. @param reasons Windows' own */
  asked(question: Question, reasons: readonly string[]): void;
  /** The system waits for us: the window stays and says why. */
  isHeld(): boolean;
  /** The PC is being switched off, or the person signs out. */
  hasBegun(): boolean;
}

export function createSessionEnd(options: SessionEndOptions): SessionEnd {
  let isEnding = false;
  let isHeld = false;

  function hold(question: Question | undefined): void {
    question?.preventDefault();
    if (isEnding) return;
    isEnding = true;
    if (options.isSending()) {
      options.log('info', 'the PC is switched off while something is being sent: it waits');
      isHeld = true;
      options.showReason();
    }
    options.quit();
  }

  return {
    begins: hold,
    asked(question, reasons) {
      // Windows does not wait for a session that it ends by force; and who has nothing out holds nobody up.
      if (reasons.includes('critical')) return;
      if (isEnding || options.isSending()) hold(question);
    },
    isHeld: () => isHeld,
    hasBegun: () => isEnding,
  };
}
