/** `probe`: the first contact with a workspace: each call asked once, read-only, and what came instead of what. */
import { openStore } from '../../../open-store.ts';
import { probeCalls } from '../../../topics/connection/probe-calls.ts';
import { manifestVersion } from '../../host/headless-host.ts';
import type { CommandLine } from '../arguments.ts';
import type { Command, CommandHost, Outcome } from '../command.ts';

export const probe: Command = {
  name: 'probe',
  usage: '--data DIR [--bill NUMBER] [--json]',
  options: ['bill'],
  needsShop: true,
  run: askEachCall,
};

async function askEachCall(line: CommandLine, host: CommandHost): Promise<Outcome> {
  const store = openStore(host);
  try {
    const { bill, reference } = store.list.examples();
    const report = await probeCalls(
      store.connection,
      { bill: line.optional('bill') ?? bill, reference },
      { clock: host.clock, version: manifestVersion() },
    );
    if (!report) {
      const text = 'Not connected to RetailSuite: "connect" first. Nothing was asked.';
      return { ok: false, lines: [{ connected: false }], text: [text] };
    }
    return { ok: report.isUnderstood, lines: [report], text: [report.text] };
  } finally {
    store.close();
  }
}
