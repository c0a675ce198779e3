/** The engine's activities beside posting: each at most once at a time, and the loop looks again when one has ended. */
export type Activity =
  'years' | 'look-up' | 'invoices' | 'kick' | 'clock-back' | 'restart-freed' | 'verify';

export interface Activities {
  /** Does nothing while the activity of this name is running. */
  begin(name: Activity, activity: () => Promise<unknown>): void;
  /** Resolves when the activity has ended; undefined: it is not running. Never rejects. */
  running(name: Activity): Promise<void> | undefined;
  names(): readonly Activity[];
}

export function createActivities(options: {
  readonly onError: (error: unknown) => void;
  readonly onEnd: () => void;
}): Activities {
  const running = new Map<Activity, Promise<void>>();
  return {
    begin(name, activity) {
      if (running.has(name)) return;
      const done = activity()
        .catch(options.onError)
        .then(() => {
          running.delete(name);
          options.onEnd();
        });
      running.set(name, done);
    },
    running: (name) => running.get(name),
    names: () => [...running.keys()],
  };
}
