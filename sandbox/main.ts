/**
 * The sandbox as a program of its own.
 *
 *   npm run sandbox -- --port N --data DIR [--invoices FILE | --auto-invoice SECONDS] [--fault NAME=RATE ...]
 *
 * When it is ready it prints one line of JSON: its address, and a client that gets in.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { SECOND } from '../shared/domain/time.ts';
import { parseInvoices } from './control.ts';
import type { DialectName } from './dialect.ts';
import { FAULTS, isFaultName, type FaultName } from './faults.ts';
import type { Client } from './ledger.ts';
import { seededRandom } from '../shared/domain/random.ts';
import { startSandbox } from './server.ts';

const USAGE = `npm run sandbox -- --port N --data DIR [--invoices FILE | --auto-invoice SECONDS] [--fault NAME=RATE ...]
  [--client-id ID --client-secret S --refresh-token T] [--error-style http|body|both] [--late SECONDS] [--slow SECONDS] [--seed N] [--dialect agreed|other]
Faults: ${FAULTS.join(', ')}; RATE is a share of the requests, 0 to 1.`;

class UsageError extends Error {}

/** Credentials for a client while the books are fresh; the first one that comes is enrolled. */
const SUGGESTED: Client = {
  clientId: 'venduo_pos',
  clientSecret: 'sandbox-secret',
  refreshToken: 'sandbox-refresh-token',
};

function readOptions() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        invoices: { type: 'string' },
        'auto-invoice': { type: 'string' },
        fault: { type: 'string', multiple: true },
        'client-id': { type: 'string' },
        'client-secret': { type: 'string' },
        'refresh-token': { type: 'string' },
        'error-style': { type: 'string' },
        late: { type: 'string' },
        slow: { type: 'string' },
        seed: { type: 'string' },
        dialect: { type: 'string' },
      },
    }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.data === undefined) throw new UsageError('--data is missing.');
  if (values.port === undefined) throw new UsageError('--port is missing (0 takes a free one).');
  if (values.invoices !== undefined && values['auto-invoice'] !== undefined) {
    throw new UsageError('Either --invoices or --auto-invoice, not both.');
  }
  const {
    'client-id': clientId,
    'client-secret': clientSecret,
    'refresh-token': refreshToken,
  } = values;
  const given = [clientId, clientSecret, refreshToken].filter(
    (value) => value !== undefined,
  ).length;
  if (given !== 0 && given !== 3) {
    throw new UsageError('--client-id, --client-secret and --refresh-token belong together.');
  }
  return {
    folder: values.data,
    port: number('port', values.port, 65_535),
    invoices: values.invoices,
    autoInvoiceMs:
      values['auto-invoice'] === undefined
        ? undefined
        : number('auto-invoice', values['auto-invoice'], 86_400) * SECOND,
    lateMs: values.late === undefined ? undefined : number('late', values.late, 86_400) * SECOND,
    slowMs: values.slow === undefined ? undefined : number('slow', values.slow, 86_400) * SECOND,
    faults: readFaults(values.fault ?? []),
    errorStyle: readStyle(values['error-style']),
    dialect: readDialect(values.dialect),
    client:
      clientId !== undefined && clientSecret !== undefined && refreshToken !== undefined
        ? { clientId, clientSecret, refreshToken }
        : undefined,
    seed:
      values.seed === undefined ? crypto.randomInt(2 ** 31) : number('seed', values.seed, 2 ** 31),
  };
}

function number(option: string, text: string, max: number): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value > max) {
    throw new UsageError(`--${option} is a number from 0 to ${max}, not "${text}".`);
  }
  return value;
}

function readDialect(text = 'agreed'): DialectName {
  if (text === 'agreed' || text === 'other') return text;
  throw new UsageError('--dialect is agreed or other.');
}

function readStyle(text: string | undefined): 'http' | 'body' | 'both' | undefined {
  if (text === undefined || text === 'http' || text === 'body' || text === 'both') return text;
  throw new UsageError('--error-style is http, body or both.');
}

function readFaults(given: readonly string[]): Partial<Record<FaultName, number>> {
  return Object.fromEntries(
    given.map((text) => {
      const [name = '', rate = ''] = text.split('=');
      if (!isFaultName(name) || !/^(0(\.\d+)?|1(\.0+)?)$/.test(rate)) {
        throw new UsageError(`--fault is NAME=RATE with a rate from 0 to 1, not "${text}".`);
      }
      return [name, Number(rate)];
    }),
  );
}

async function main(): Promise<void> {
  const { invoices, client, autoInvoiceMs, lateMs, slowMs, errorStyle, seed, ...rest } =
    readOptions();
  const now = Date.now();
  const known = invoices === undefined ? [] : parseInvoices(fs.readFileSync(invoices, 'utf8'), now);
  const sandbox = await startSandbox({
    ...rest,
    clock: Date.now,
    random: seededRandom(seed),
    timers: {
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    ...(client && { client }),
    ...(autoInvoiceMs !== undefined && { autoInvoiceMs }),
    ...(lateMs !== undefined && { lateMs }),
    ...(slowMs !== undefined && { slowMs }),
    ...(errorStyle && { errorStyle }),
  });
  for (const invoice of known) {
    if (!sandbox.ledger.hasInvoice(invoice.posBillNumber)) sandbox.ledger.addInvoice(invoice);
  }
  process.stdout.write(
    `${JSON.stringify({ url: sandbox.url, port: sandbox.port, ...(sandbox.client() ?? SUGGESTED), seed })}\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${USAGE}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
});
