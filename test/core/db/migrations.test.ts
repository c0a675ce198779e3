import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../../../electron/core/db/migrations/index.ts';

/** A data folder that has a migration never gets it again: a change belongs in a new one, at the end of this list. */
const KNOWN: Readonly<Record<number, string>> = {
  10: 'a5c82b123fb4f8ef',
  30: '30fb169939f5f2fb',
  50: '72b462313f5b1c74',
  60: 'a407285f2836d591',
  70: '7056ca7919bb7134',
  80: '1e318c563b2f3647',
  100: '7905180471d4e454',
  110: 'f7b2913f074233ef',
  120: 'c30c64b86f635abd',
  130: '3ab9810f9fb3a3e8',
  140: 'eb5d2ee2209894d2',
  150: '2e5e62e6874ae90a',
  155: 'e332e63b6528f52d',
  170: '621992238fcc6fba',
  172: 'b5b8e367f0b1f2eb',
  180: '3ffa1daebd90aacb',
  190: 'a2300be3a5563994',
  191: '57f5d86fa3405301',
  200: 'c0081653ef76b2e8',
  210: 'b37d6069acef375d',
  211: 'b464d4ca5367d8be',
  220: 'e0a97e015dfe3dde',
  221: '4ba5908649c2444a',
  222: '5a1eefe12908c7b7',
  230: '2aad4287facc4b3e',
  231: '3e15b66e0f6c4d19',
  240: '7eec184c020805d9',
  250: 'a77ddb5ca6ed1c45',
  270: '28ced50004c9e281',
  280: 'a1fd13dd3a630d87',
  295: 'b0a83ddf3b8ef1df',
  300: 'e636ea52accdbff6',
};

it.each(MIGRATIONS.map(({ version, name, sql }) => ({ version, name, sql })))(
  'migration $version ($name) is as it was when it was added',
  ({ version, sql }) => {
    expect(createHash('sha256').update(sql).digest('hex').slice(0, 16)).toBe(KNOWN[version]);
  },
);

it('migrations come in the order of their numbers, each once', () => {
  const versions = MIGRATIONS.map(({ version }) => version);
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
});
