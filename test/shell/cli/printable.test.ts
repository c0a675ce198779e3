/** Names of files and texts of tills in a terminal. */
import { expect, it } from 'vitest';
import { printable } from '../../../electron/shell/cli/printable.ts';

it('colours nothing, moves nothing and turns nothing round, and still says what is there', () => {
  expect(printable('x\u001b[31m.jsonl')).toBe('x\\u001b[31m.jsonl');
  expect(printable('\u009b2J\u0007\r')).toBe('\\u009b2J\\u0007\\u000d');
  expect(printable('\u202egpj.exe')).toBe('\\u202egpj.exe');
});

it('leaves letters of every script, lines and tabs alone', () => {
  const text = 'Müller & Söhne\n\tقهوة ☕ 12,50 €';
  expect(printable(text)).toBe(text);
});
