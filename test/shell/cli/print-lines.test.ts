/** Lines of a command are the same text, whatever blocks they are written in. */
import { expect, it } from 'vitest';
import { printLines } from '../../../electron/shell/cli/print-lines.ts';

async function written(lines: Iterable<unknown>): Promise<string[]> {
  const blocks: string[] = [];
  await printLines(lines, (text) => Promise.resolve(void blocks.push(text)));
  return blocks;
}

const jobs = (count: number) => Array.from({ length: count }, (_, id) => ({ id, text: 'Büro ☂' }));

it('nothing is printed as nothing, one line at once, in order', async () => {
  expect(await written([])).toEqual([]);
  expect(await written(jobs(2))).toEqual(['{"id":0,"text":"Büro ☂"}\n{"id":1,"text":"Büro ☂"}\n']);
});

it('many lines are few writes, each of whole lines', async () => {
  const all = jobs(20_000);
  const blocks = await written(all);
  expect(blocks.length).toBeLessThan(20);
  expect(blocks.every((block) => block.endsWith('}\n'))).toBe(true);
  expect(blocks.join('')).toBe(all.map((job) => `${JSON.stringify(job)}\n`).join(''));
});

it('rows are read no further than the reader has room for', async () => {
  let read = 0;
  function* rows() {
    for (const job of jobs(20_000)) {
      read += 1;
      yield job;
    }
  }
  const full = new Error('the reader is gone');
  await expect(printLines(rows(), () => Promise.reject(full))).rejects.toBe(full);
  expect(read).toBeLessThan(5_000);
});
