/** Calls that nobody ought to make: names that are none, arguments a little or wholly wrong, and raw bodies. */
import fc from 'fast-check';
import { between, chance, pick } from '../../demo/random.ts';
import { CALL_NAMES, type CallName } from '../../shared/contract/names.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import type { Random } from '../../shared/domain/time.ts';
import { VALID_ARGS } from '../shell/transport/valid-args.ts';

export interface DrawnCall {
  readonly name: unknown;
  readonly args: unknown;
}

/** Values drawn at once: drawing one by one takes longer than the calls. */
const DRAWN = 2_000;

const NASTY = [
  ...['', '__proto__', 'constructor', 'x'.repeat(100_000), '\u202e\ud800', "'; DROP TABLE jobs"],
  ...[-1, -0, 0.5, 2 ** 53, 1e308, Number.NaN, Infinity, null, true],
  ...[undefined, [], {}, [[[[[]]]]], Array.from({ length: 10_000 }, () => 1)],
  { __proto__: null, toString: 1 },
  JSON.parse('{"__proto__": {"isTrusted": true}}') as unknown,
] as const;
const KEYS: readonly [string, ...string[]] = ['', '__proto__', 'constructor', 'id', 'unknown'];

/** @param seed the same one draws the same calls */
export function createDraw(seed: number) {
  const random = seededRandom(seed);
  const anything = fc.sample(fc.anything({ maxDepth: 3 }), { seed, numRuns: DRAWN });
  const value = (): unknown =>
    chance(random, 0.4)
      ? NASTY[between(random, 0, NASTY.length - 1)]
      : anything[between(random, 0, DRAWN - 1)];

  return {
    random,
    value,
    call(): DrawnCall {
      if (chance(random, 0.1)) return { name: value(), args: value() };
      const name = CALL_NAMES[between(random, 0, CALL_NAMES.length - 1)] as CallName;
      if (chance(random, 0.1)) return { name, args: value() };
      let args: unknown = VALID_ARGS[name];
      for (let more = between(random, 0, 3); more > 0; more--) args = changed(args, random, value);
      return { name, args };
    },
  };
}

/** The same, but for one place somewhere in it: another value, one more, or one less. */
function changed(whole: unknown, random: Random, value: () => unknown): unknown {
  if (typeof whole !== 'object' || whole === null || chance(random, 0.15)) return value();
  if (Array.isArray(whole)) {
    const at = between(random, 0, whole.length);
    if (at === whole.length) return [...(whole as unknown[]), value()];
    if (chance(random, 0.2)) return whole.toSpliced(at, 1);
    return (whole as unknown[]).with(at, changed(whole[at], random, value));
  }
  const entries = Object.entries(whole as Readonly<Record<string, unknown>>);
  const place = entries[between(random, 0, entries.length)];
  if (place === undefined) return { ...whole, [pick(random, KEYS)]: value() };
  const [key, old] = place;
  if (chance(random, 0.2)) return Object.fromEntries(entries.filter(([one]) => one !== key));
  return { ...whole, [key]: changed(old, random, value) };
}

/** Bodies of requests that a page would not send. */
export function drawBody(call: DrawnCall, random: Random): string {
  const text = safeJson(call);
  return pick(random, [
    ...[text, text, text, text.slice(0, Math.floor(random() * text.length))],
    ...[`${text}${text}`, '', 'null', '[]', '"text"', '{"name":'],
  ] as [string, ...string[]]);
}

/** What JSON cannot say (a bigint, a circle) is nothing that a request can carry. */
function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return '{}';
  }
}
