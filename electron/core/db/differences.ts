/** Where two JSON texts differ: paths with both values. */

const MOST = 100;

/** @param one and `other` are JSON texts; what is none is compared as a whole. */
export function differencesOf(
  one: string,
  other: string,
): { path: string; stored: string; incoming: string }[] {
  const stored = leavesOf(parse(one));
  const incoming = leavesOf(parse(other));
  return [...new Set([...stored.keys(), ...incoming.keys()])]
    .filter((path) => stored.get(path) !== incoming.get(path))
    .slice(0, MOST)
    .map((path) => ({
      path,
      stored: stored.get(path) ?? '–',
      incoming: incoming.get(path) ?? '–',
    }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function leavesOf(value: unknown, path = '', leaves = new Map<string, string>()) {
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value))
      leavesOf(inner, path === '' ? key : `${path}.${key}`, leaves);
  } else leaves.set(path, String(value));
  return leaves;
}
