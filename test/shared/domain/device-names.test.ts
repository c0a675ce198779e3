/** Names under which Windows finds a device and no file. */
import { expect, it } from 'vitest';
import { isDeviceName } from '../../../shared/domain/device-names.ts';

it.each(['NUL', 'nul.csv', 'CON.jsonl', 'aux', 'prn .txt', 'COM1.zip', 'lpt9', 'com².csv', 'nul.'])(
  '%s is a device',
  (name) => {
    expect(isDeviceName(name)).toBe(true);
  },
);

it.each(['Konto.csv', 'null.csv', 'com10.csv', 'com.csv', 'console.csv', 'a nul.csv', 'x.nul', ''])(
  '"%s" is a file',
  (name) => {
    expect(isDeviceName(name)).toBe(false);
  },
);
