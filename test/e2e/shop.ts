/** A connected shop with its sandbox, and a till that drops files. */
import fs from 'node:fs';
import path from 'node:path';
import type { Programs } from './programs.ts';

/** @returns the address of the sandbox */
export async function openShop(programs: Programs, ...more: string[]): Promise<string> {
  const { told } = await programs.start(
    ...['sandbox/main.ts', '--port', '0', '--data', path.join(programs.folder, 'rs'), ...more],
  );
  const { url = '', clientId = '', clientSecret = '', refreshToken = '' } = told;
  await programs.run(
    ...['connect', '--data', programs.data, '--url', url, '--client-id', clientId],
    ...['--client-secret', clientSecret, '--refresh-token', refreshToken],
  );
  const accounts = path.join(programs.folder, 'accounts.json');
  fs.writeFileSync(accounts, '{ "preset": "SKR04" }');
  await programs.run('accounts', '--data', programs.data, '--file', accounts);
  return url;
}

/** Whole at once, as a till writes it. */
export function drop(programs: Programs, name: string, events: readonly object[]): void {
  const inbox = path.join(programs.data, 'inbox');
  fs.mkdirSync(inbox, { recursive: true });
  const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  fs.writeFileSync(path.join(inbox, `${name}.tmp`), lines);
  fs.renameSync(path.join(inbox, `${name}.tmp`), path.join(inbox, `${name}.jsonl`));
}

export async function addInvoices(url: string, invoices: readonly object[]): Promise<void> {
  const reply = await fetch(`${url}/sandbox/invoices`, {
    method: 'POST',
    body: JSON.stringify(invoices),
  });
  if (!reply.ok) throw new Error(`The sandbox takes no invoices: ${await reply.text()}`);
}

/** Every posting that RS has. */
export async function postings(url: string): Promise<readonly { readonly beleg2: string }[]> {
  const reply = await fetch(`${url}/sandbox/ledger`);
  return ((await reply.json()) as { postings: { beleg2: string }[] }).postings;
}
