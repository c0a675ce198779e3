/** New versions: found in quiet, told or loaded, and put in place only when nothing of the money is open. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import {
  createUpdateRecords,
  type UpdateRecords,
} from '../../../electron/topics/updates/update-record.ts';
import { createUpdates, type Updates } from '../../../electron/topics/updates/updates.ts';
import {
  UpdateError,
  type FoundUpdate,
  type StagedUpdate,
  type UpdateHost,
} from '../../../electron/topics/updates/update-host.ts';
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { SimulatedTime } from '../../helpers/simulated-time.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const ADDRESS = 'https://updates.example.com/pos/';
const FOUND: FoundUpdate = { version: '0.1.1', download: `${ADDRESS}Venduo.AppImage` };

let time: SimulatedTime;
let records: UpdateRecords;
let staged: StagedUpdate;
let setBackMs: number;
let address: string | null;
let open: 'sending' | 'unclear' | null;
let isQuiet: boolean;
let looks: string[];
let loads: number;
let installed: string[];
let answer: () => Promise<FoundUpdate | undefined>;
let load: () => Promise<StagedUpdate>;

beforeEach(() => {
  time = new SimulatedTime();
  const folder = tempFolder();
  records = createUpdateRecords(folder);
  const file = path.join(folder, 'loaded.AppImage');
  fs.writeFileSync(file, 'program');
  staged = { version: '0.1.1', file, sha512: 'sum' };
  setBackMs = 0;
  address = ADDRESS;
  open = null;
  isQuiet = false;
  looks = [];
  loads = 0;
  installed = [];
  answer = () => Promise.resolve(FOUND);
  load = () => Promise.resolve(staged);
});

function create(host: Partial<UpdateHost> = {}): Updates {
  return createUpdates({
    host: {
      version: '0.1.0',
      way: 'self',
      look(from) {
        looks.push(from);
        return answer();
      },
      load() {
        loads += 1;
        return load();
      },
      install: ({ version }) => installed.push(version),
      ...host,
    },
    records,
    clock: () => time.now - setBackMs,
    timers: time.timers,
    random: () => 0.5,
    address: () => address,
    openPosting: () => open,
    isQuietTime: () => isQuiet,
    onChange: () => undefined,
    log: () => undefined,
  });
}

async function ready(): Promise<Updates> {
  const updates = create();
  updates.start();
  await updates.look();
  await time.advance(0);
  expect(updates.state()).toMatchObject({ phase: 'ready', found: { version: '0.1.1' } });
  return updates;
}

it('without an address nobody looks', async () => {
  address = null;
  const updates = create();
  updates.start();
  await time.advance(24 * HOUR);
  expect(await updates.look()).toMatchObject({ phase: 'off', found: null });
  expect(looks).toEqual([]);
});

it('an address that could be anybody on the way is none, whoever stored it', async () => {
  address = 'http://updates.example.com/pos/';
  const updates = create();
  updates.start();
  await time.advance(24 * HOUR);
  expect(updates.state().phase).toBe('off');
  expect(looks).toEqual([]);
});

it('it looks some minutes after the start, then every some hours', async () => {
  answer = () => Promise.resolve(undefined);
  const updates = create();
  updates.start();
  await time.advance(4 * MINUTE);
  expect(updates.state().phase).toBe('idle');
  await time.advance(2 * MINUTE);
  expect(updates.state()).toMatchObject({ phase: 'current', found: null });
  await time.advance(24 * HOUR);
  expect(looks).toEqual([ADDRESS, ADDRESS, ADDRESS]);
});

it('a clock that is set back does not stop the looks', async () => {
  answer = () => Promise.resolve(undefined);
  const updates = create();
  updates.start();
  await time.advance(6 * MINUTE);
  expect(looks).toHaveLength(1);
  setBackMs = 24 * 365 * HOUR;
  await time.advance(13 * HOUR);
  expect(looks).toHaveLength(2);
});

it('a package of the system only tells, and says where it is got', async () => {
  const updates = create({ way: 'package' });
  updates.start();
  expect(await updates.look()).toMatchObject({ phase: 'told', found: FOUND, waitsFor: null });
  isQuiet = true;
  await time.advance(24 * HOUR);
  expect(updates.note()).toEqual({ version: '0.1.1', kind: 'told' });
  expect(updates.install()).toBe(false);
  expect(loads).toBe(0);
  expect(installed).toEqual([]);
});

it('loaded, it waits for a quiet hour', async () => {
  const updates = await ready();
  expect(updates.note()).toEqual({ version: '0.1.1', kind: 'ready' });
  expect(updates.state().waitsFor).toBe('quiet');
  await time.advance(2 * HOUR);
  expect(installed).toEqual([]);
  isQuiet = true;
  await time.advance(2 * MINUTE);
  expect(installed).toEqual(['0.1.1']);
  expect(updates.state()).toMatchObject({ phase: 'installing', waitsFor: null });
});

it.each(['sending', 'unclear'] as const)(
  'a posting that is %s holds it off: in the quiet hour, for a person, and at the next start',
  async (what) => {
    const updates = await ready();
    open = what;
    isQuiet = true;
    await time.advance(2 * HOUR);
    expect(updates.install()).toBe(false);
    expect(updates.state().waitsFor).toBe(what);
    expect(create().install()).toBe(false);
    expect(installed).toEqual([]);
    open = null;
    await time.advance(2 * MINUTE);
    expect(installed).toEqual(['0.1.1']);
  },
);

it('what was loaded in an earlier run is put in place at the start, and never twice', async () => {
  await ready();
  const next = create();
  expect(next.install()).toBe(true);
  expect(next.install()).toBe(false);
  expect(installed).toEqual(['0.1.1']);
});

it('nothing is put in place at the start without an address, of an older version, or of a file that is gone', async () => {
  await ready();
  address = null;
  expect(create().install()).toBe(false);
  address = ADDRESS;
  expect(create({ version: '0.1.1' }).install()).toBe(false);
  expect(create({ version: '0.2.0' }).install()).toBe(false);
  fs.rmSync(staged.file);
  expect(create().install()).toBe(false);
  expect(installed).toEqual([]);
});

it('a version that was put in place once and does not run is told, never put in place again', async () => {
  records.change({ tried: '0.1.1' });
  const updates = create();
  expect(await updates.look()).toMatchObject({
    phase: 'told',
    problem: { code: 'tried-before', version: '0.1.1' },
  });
  expect(loads).toBe(0);
  answer = () => Promise.resolve({ ...FOUND, version: '0.1.2' });
  staged = { ...staged, version: '0.1.2' };
  await updates.look();
  await time.advance(0);
  expect(updates.state()).toMatchObject({ phase: 'ready', problem: null });
});

it('a file that is not the promised one is thrown away, told, and looked for again', async () => {
  load = () => Promise.reject(new UpdateError('damaged', 'sha512 checksum mismatch'));
  const updates = create();
  updates.start();
  await updates.look();
  await time.advance(0);
  expect(updates.state()).toMatchObject({
    phase: 'told',
    problem: { code: 'damaged', version: '0.1.1' },
  });
  isQuiet = true;
  expect(updates.install()).toBe(false);
  load = () => Promise.resolve(staged);
  await time.advance(12 * HOUR);
  expect(loads).toBe(2);
  expect(installed).toEqual(['0.1.1']);
});

it('who cannot be reached is told, and what lies ready stays ready', async () => {
  const updates = await ready();
  answer = () => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED'));
  expect(await updates.look()).toMatchObject({ phase: 'ready', problem: { code: 'unreachable' } });
});

it('an address that is changed meanwhile is not heard any more', async () => {
  let tell: (found: FoundUpdate) => void = () => undefined;
  answer = () => new Promise((resolve) => (tell = resolve));
  const updates = create();
  const looked = updates.look();
  address = 'https://other.example.com/';
  updates.settingsSaved();
  tell(FOUND);
  await looked;
  expect(updates.state()).toMatchObject({ phase: 'idle', found: null });
  expect(loads).toBe(0);
});

it('switched off, it forgets what it has loaded', async () => {
  const updates = await ready();
  address = null;
  updates.settingsSaved();
  expect(updates.state()).toMatchObject({ phase: 'off', found: null });
  address = ADDRESS;
  expect(create().install()).toBe(false);
});
