/** What a screen reader says by itself: the answer to what a person did, and what needs one; never each figure of a busy hour. */
import { useEffect, useRef, useState } from 'react';
import { SECOND } from '../../../shared/domain/time.ts';
import type { Lamp } from '../../format/status-sentence.ts';

/** Shortest time between two words of the lamp: what needs a person comes in handfuls, too. */
const LAMP_INTERVAL_MS = 30 * SECOND;
/** Long enough to be said; afterwards nobody meets it beside the sentence that everybody sees. */
const SPOKEN_FOR_MS = 5 * SECOND;

/**
 * @param question of a person; the list that changes by itself asks the same one again
 * @param answeredAt when what stands there was read
 * @returns whether what stands there answers a new question, and not one that was answered before
 */
export function useIsAnswer(question: string, answeredAt: number | null): boolean {
  const [state, setState] = useState({ question, answeredAt, answersLeft: 0 });
  if (question !== state.question) {
    setState({ question, answeredAt, answersLeft: 2 });
  } else if (answeredAt !== state.answeredAt) {
    setState({ ...state, answeredAt, answersLeft: Math.max(0, state.answersLeft - 1) });
  }
  return state.answersLeft > 0;
}

/** @returns what the lamp has to say now: that it is red and why, another reason, and that all is well again */
export function useSpokenLamp({ alarm, shape, headline }: Lamp): string {
  // The page as it opens is read by whoever reads it.
  const last = useRef({ alarm, at: Number.NEGATIVE_INFINITY });
  const [spoken, setSpoken] = useState('');
  const isWell = shape === 'done';

  useEffect(() => {
    const before = last.current;
    if (alarm === before.alarm || (alarm === '' && !isWell)) return undefined;
    const wait = alarm === '' ? 0 : before.at + LAMP_INTERVAL_MS - performance.now();
    const timer = setTimeout(
      () => {
        last.current = { alarm, at: performance.now() };
        setSpoken(alarm === '' ? headline : alarm);
      },
      Math.max(0, wait),
    );
    return () => clearTimeout(timer);
  }, [alarm, isWell, headline]);

  useEffect(() => {
    if (spoken === '') return undefined;
    const timer = setTimeout(() => setSpoken(''), SPOKEN_FOR_MS);
    return () => clearTimeout(timer);
  }, [spoken]);

  return spoken;
}
