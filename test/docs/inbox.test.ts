/** The examples of docs/inbox.md are events that the program takes. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parseInboxLine } from '../../electron/core/ingest/inbox-file.ts';

const PAGE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../docs/inbox.md');

it('every example line is read, and says what its text says', () => {
  const page = fs.readFileSync(PAGE, 'utf8');
  const examples = [...page.matchAll(/```jsonl\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block.trim().split('\n'),
  );
  const jobs = examples.flatMap((text, index) => {
    const line = parseInboxLine(text, 'inbox.md', index + 1);
    expect(line).toMatchObject({ ok: true });
    if (!line.ok) return [];
    return line.event.jobs.map(({ type, amount, businessCase = '' }) =>
      `${type} ${amount} ${businessCase}`.trim(),
    );
  });
  expect(jobs).toEqual([
    'order-cash 5999',
    'order-cash 1000',
    'order-non-cash 404',
    'order-cash -1250',
    'cash-in 25000 Geldtransit',
    'cash-out -3500 Auszahlung',
    'close-diff -200',
    'cash-out -1290 Auszahlung',
    'order-non-cash 4000',
    'order-non-cash 500 TrinkgeldAN',
  ]);
});
