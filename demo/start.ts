/**
 * The demo on embedded parts: a sandbox of its own, a data folder that is connected to it, and a shop whose tills run.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SECOND } from '../shared/domain/time.ts';
import type { Timers } from '../shared/domain/time.ts';
import { SHOP_ACCOUNTS } from './shop-accounts.ts';
import { startDemoShop } from './shop.ts';
import type { InvoiceableOrder } from './shop.ts';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
/** Enough trouble to watch it heal, not so much that nothing else is seen. */
const FAULTS = ['answer-lost=0.02', 'slow=0.05', 'throttled=0.01', 'server-error=0.01'];

export interface Demo {
  readonly dataFolder: string;
  /** Ends shop and sandbox. */
  stop(): void;
}

interface SandboxAddress {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** @param folder kept over restarts; deleting it starts the demo anew. */
export async function startDemo(folder: string): Promise<Demo> {
  const dataFolder = path.join(folder, 'data');
  fs.mkdirSync(dataFolder, { recursive: true });
  const { child, address } = await startSandbox(path.join(folder, 'retailsuite'));
  try {
    await connect(dataFolder, address);
    await assignAccounts(folder, dataFolder);
    const shop = await startDemoShop({
      folder: path.join(folder, 'shop'),
      inboxFolder: path.join(dataFolder, 'inbox'),
      clock: Date.now,
      random: Math.random,
      timers: TIMERS,
      onInvoiceable: (order) => void addInvoice(address.url, order),
    });
    return {
      dataFolder,
      stop() {
        shop.stop();
        child.kill('SIGTERM');
      },
    };
  } catch (error) {
    child.kill('SIGTERM');
    throw error;
  }
}

const TIMERS: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

async function startSandbox(
  folder: string,
): Promise<{ child: ChildProcess; address: SandboxAddress }> {
  const faults = FAULTS.flatMap((fault) => ['--fault', fault]);
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'sandbox', 'main.ts'), '--port', '0', '--data', folder, ...faults],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, address: JSON.parse(line) as SandboxAddress };
  }
  throw new Error('The sandbox of the demo did not start.');
}

/** Through the command line, as a shop would: the demo knows nothing that a user could not do. */
function connect(dataFolder: string, address: SandboxAddress): Promise<void> {
  return commandLine(
    ...['connect', '--data', dataFolder, '--url', address.url, '--client-id', address.clientId],
    // A token may begin with a dash.
    ...[`--client-secret=${address.clientSecret}`, `--refresh-token=${address.refreshToken}`],
  );
}

async function assignAccounts(folder: string, dataFolder: string): Promise<void> {
  const file = path.join(folder, 'accounts.json');
  fs.writeFileSync(file, JSON.stringify({ preset: 'SKR03', accounts: SHOP_ACCOUNTS }));
  await commandLine('accounts', '--data', dataFolder, '--file', file);
}

async function commandLine(...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [path.join(ROOT, 'electron', 'headless.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The demo could not be set up (${args[0]}): ${errors.trim()}`);
}

async function addInvoice(url: string, order: InvoiceableOrder): Promise<void> {
  const invoice = {
    posBillNumber: order.billNumber,
    type: order.amountCents < 0 ? 'GU' : 'RB',
    currency: order.currency,
    brutto: order.amountCents / 100,
    documentDate: order.businessDay,
    availableAfterSeconds: order.availableAfterMs / SECOND,
  };
  try {
    await fetch(`${url}/sandbox/invoices`, { method: 'POST', body: JSON.stringify([invoice]) });
  } catch (error) {
    process.stderr.write(`The demo's invoice was not made: ${String(error)}\n`);
  }
}
