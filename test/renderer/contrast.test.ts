/** The colours of the design system against each other, in both themes: text at least 4.5 : 1, signs and frames 3 : 1. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const CSS = fs.readFileSync(path.join(import.meta.dirname, '../../renderer/ui/tokens.css'), 'utf8');
const tokensOf = (block: string) =>
  Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
const [light = '', dark = ''] = CSS.split(":root[data-theme='dark']");
const THEMES = { light: tokensOf(light), dark: { ...tokensOf(light), ...tokensOf(dark) } };

const SURFACES = [
  'surface',
  'surface-quiet',
  'surface-header',
  'surface-hover',
  'surface-selected',
];
const TEXT: readonly (readonly [string, readonly string[]])[] = [
  ['text', [...SURFACES, 'bad-surface', 'note-surface', 'mark']],
  ['text-quiet', SURFACES],
  ['accent-text', ['surface', 'surface-quiet', 'surface-hover', 'surface-selected']],
  ['bad-text', ['surface', 'bad-surface']],
  ['note-text', ['note-surface']],
  ['on-accent', ['accent-fill', 'accent-fill-hover', 'neutral-fill', 'neutral-fill-hover']],
  ['json-key', ['surface-quiet']],
  ['json-string', ['surface-quiet']],
  ['json-number', ['surface-quiet']],
];
const SIGNS: readonly (readonly [string, readonly string[]])[] = [
  ['lamp-red', ['surface', 'surface-quiet']],
  ['lamp-blue', ['surface', 'surface-quiet']],
  ['lamp-grey', ['surface', 'surface-quiet']],
  ['good', ['surface']],
  ['waiting', ['surface']],
  ['bad', ['surface', 'bad-surface']],
  ['line-strong', ['surface']],
  ...[1, 2, 3, 4, 5, 6].map((at) => [`chart-${at}`, ['surface']] as const),
  ['focus', SURFACES],
];

describe.each(Object.entries(THEMES))('%s', (_theme, tokens) => {
  it.each(pairs(TEXT))('%s on %s can be read', (front, back) => {
    expect(contrast(tokens[front], tokens[back])).toBeGreaterThanOrEqual(4.5);
  });
  it.each(pairs(SIGNS))('%s on %s can be told apart', (front, back) => {
    expect(contrast(tokens[front], tokens[back])).toBeGreaterThanOrEqual(3);
  });
});

it('twin: white on the teal of the original is too weak for text', () => {
  expect(contrast('#ffffff', '#009a96')).toBeLessThan(4.5);
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
});

function pairs(table: typeof TEXT): [string, string][] {
  return table.flatMap(([front, backs]) => backs.map((back): [string, string] => [front, back]));
}

/** The contrast that WCAG 2 defines. */
function contrast(a: string | undefined, b: string | undefined): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string | undefined): number {
  if (colour === undefined) throw new Error('A token of the table does not exist.');
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
