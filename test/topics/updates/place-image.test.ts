/** At every moment the place of the program holds a whole program, and the version of before stays beside. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { placeBack, placeImage } from '../../../electron/topics/updates/place-image.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const OLD = 'old program';
const NEW = 'new program '.repeat(100_000);
const sum = (text: string) => crypto.createHash('sha512').update(text).digest('base64');

let folder: string;
let image: string;
let file: string;
let previous: string | undefined;

beforeEach(() => {
  folder = tempFolder();
  image = path.join(folder, 'Venduo POS 100%.AppImage');
  fs.writeFileSync(image, OLD, { mode: 0o755 });
  fs.mkdirSync(path.join(folder, 'loaded'));
  file = path.join(folder, 'loaded', 'Venduo.AppImage');
  fs.writeFileSync(file, NEW, { mode: 0o600 });
  previous = undefined;
});

const place = (sha512 = sum(NEW)) =>
  placeImage({
    image,
    update: { version: '0.1.1', file, sha512 },
    onKept: (kept) => (previous = kept),
  });
const read = (name: string) => fs.readFileSync(name, 'utf8');
const beside = () => fs.readdirSync(folder).sort();

it('the new version takes the place under the same name, can be started, and the old one stays beside', async () => {
  await place();
  expect(read(image)).toBe(NEW);
  expect(fs.statSync(image).mode & 0o777).toBe(0o755);
  expect(previous).toBe(`${image}.previous`);
  expect(read(`${image}.previous`)).toBe(OLD);
  expect(beside()).toEqual([
    'Venduo POS 100%.AppImage',
    'Venduo POS 100%.AppImage.previous',
    'loaded',
  ]);
});

it('a file that was altered after it was loaded is not put in place', async () => {
  await expect(place(sum('promised'))).rejects.toMatchObject({ problem: 'damaged' });
  expect(read(image)).toBe(OLD);
  expect(previous).toBeUndefined();
  expect(beside()).toEqual(['Venduo POS 100%.AppImage', 'loaded']);
});

it('a file that is gone, and a folder that may not be written, leave the old version', async () => {
  fs.rmSync(file);
  await expect(place()).rejects.toMatchObject({ problem: 'not-placed' });
  expect(read(image)).toBe(OLD);
});

it('a full drive is told as one', async () => {
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  vi.spyOn(fs.promises, 'rename').mockRejectedValueOnce(full);
  await expect(place()).rejects.toMatchObject({ problem: 'no-room' });
  expect(read(image)).toBe(OLD);
});

it('the power may go off before every step: a whole program is in its place, and the next try goes through', async () => {
  const steps = ['rm', 'stat', 'open', 'link', 'rename'] as const;
  for (const step of steps) {
    for (let nth = 0; nth < 2; nth += 1) {
      const original = fs.promises[step] as (...args: never[]) => Promise<unknown>;
      let calls = 0;
      const spy = vi.spyOn(fs.promises, step).mockImplementation(((...args: never[]) => {
        calls += 1;
        // Nothing that comes after it is done, either: also the tidying up.
        if (calls > nth) return Promise.reject(new Error('the power is off'));
        return original(...args);
      }) as never);
      await place().catch(() => undefined);
      spy.mockRestore();
      expect([OLD, NEW], `${step} ${nth}`).toContain(read(image));
      await place();
      expect(read(image)).toBe(NEW);
      fs.writeFileSync(image, OLD);
      fs.rmSync(`${image}.previous`, { force: true });
    }
  }
});

it('the version of before takes its place back', async () => {
  await place();
  await placeBack(image, `${image}.previous`);
  expect(read(image)).toBe(OLD);
  expect(fs.statSync(image).mode & 0o777).toBe(0o755);
});
