import type { Random } from '../shared/domain/time.ts';

export { seededRandom } from '../shared/domain/random.ts';

/** A whole number from `low` to `high`, both included. */
export function between(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

export function pick<T>(random: Random, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}

export function chance(random: Random, share: number): boolean {
  return random() < share;
}
