/** A connected shop with its sandbox, and a till that drops files. */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { openDatabase } from '../../electron/core/db/open.ts';
import { createSettingsStore } from '../../electron/core/db/settings.ts';
import type { Programs, Started } from './programs.ts';

/** Starts the sandbox on its books, which outlive it. */
export function startSandbox(
  programs: Programs,
  port: string,
  ...more: string[]
): Promise<Started> {
  return programs.start(
    ...['sandbox/main.ts', '--port', port, '--data', path.join(programs.folder, 'rs'), ...more],
  );
}

/** @returns the address of the sandbox */
export async function openShop(programs: Programs, ...more: string[]): Promise<string> {
  const { told } = await startSandbox(programs, '0', ...more);
  await connectShop(programs, told);
  makeOld(programs);
  return told['url'] ?? '';
}

/** A shop of long ago: on its first day RS is asked before anything is sent, and absence is believed after a minute. */
function makeOld(programs: Programs): void {
  const db = openDatabase(programs.data, { now: Date.now });
  createSettingsStore(db).set({ key: 'history.startedAt', schema: z.number() }, 0);
  db.close();
}

/** The data folder gets what the sandbox told, and accounts. */
export async function connectShop(
  programs: Programs,
  told: Readonly<Record<string, string>>,
): Promise<void> {
  const { url = '', clientId = '', clientSecret = '', refreshToken = '' } = told;
  await programs.run(
    ...['connect', '--data', programs.data, '--url', url, '--client-id', clientId],
    // A token may begin with a dash.
    ...[`--client-secret=${clientSecret}`, `--refresh-token=${refreshToken}`],
  );
  const accounts = path.join(programs.folder, 'accounts.json');
  fs.writeFileSync(accounts, '{ "preset": "SKR04" }');
  await programs.run('accounts', '--data', programs.data, '--file', accounts);
}

/** Half a minute of waiting for an answer, and a minute until a late request is believed lost, would prove nothing more. */
export function shortenWaits(programs: Programs, requestTimeoutMs: number, settleWindowMs: number) {
  const db = openDatabase(programs.data, { now: Date.now });
  const settings = createSettingsStore(db);
  settings.set({ key: 'engine.settleWindowMs', schema: z.number() }, settleWindowMs);
  const connection = { key: 'rs.connection', schema: z.looseObject({}) };
  settings.set(connection, { ...settings.get(connection), requestTimeoutMs });
  db.close();
  makeOld(programs);
}

/** @param what the last part of the control plane's address */
export async function control(url: string, what: string, body: object): Promise<void> {
  const reply = await fetch(`${url}/sandbox/${what}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`The sandbox does not take ${what}: ${await reply.text()}`);
}

/** Whole at once, as a till writes it. */
export function drop(programs: Programs, name: string, events: readonly object[]): void {
  stage(programs, name, events)();
}

/** Written, and not complete yet. @returns what completes it */
export function stage(programs: Programs, name: string, events: readonly object[]): () => void {
  const inbox = path.join(programs.data, 'inbox');
  fs.mkdirSync(inbox, { recursive: true });
  const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  fs.writeFileSync(path.join(inbox, `${name}.tmp`), lines);
  return () => fs.renameSync(path.join(inbox, `${name}.tmp`), path.join(inbox, `${name}.jsonl`));
}

export function addInvoices(url: string, invoices: readonly object[]): Promise<void> {
  return control(url, 'invoices', invoices);
}

export interface Posting {
  /** The reference of its job. */
  readonly beleg2: string;
  /** In euros, as it goes over the wire. */
  readonly umsatz: number;
}

/** Every posting that RS has. */
export async function postings(url: string): Promise<readonly Posting[]> {
  const reply = await fetch(`${url}/sandbox/ledger`);
  return ((await reply.json()) as { postings: Posting[] }).postings;
}
