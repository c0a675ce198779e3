/** Strangers and a broken page call the backend as the window does: over IPC's door and over real HTTP. */
import http from 'node:http';
import { chance, pick } from '../../demo/random.ts';
import type { Handlers } from '../../shared/contract/contract.ts';
import { contract } from '../../shared/contract/contract.ts';
import { CALL_NAMES, PAGE_SECRET_HEADER } from '../../shared/contract/names.ts';
import { CallError } from '../../shared/contract/result.ts';
import { serveLoopback } from '../../electron/shell/transport/loopback.ts';
import { serve } from '../../electron/shell/transport/serve.ts';
import { ask } from '../helpers/ask.ts';
import { createDraw, drawBody } from './draw.ts';

export interface Fuzzed {
  readonly calls: number;
  /** Of callers who may ask, with arguments that the contract allows. */
  readonly reached: number;
  /** What must not be; empty: all is well. */
  readonly faults: readonly string[];
}

export interface FuzzOptions {
  readonly calls: number;
  readonly seed: number;
  /** Serves the page; anything is in it. */
  readonly assetsFolder: string;
  readonly onProgress?: (done: number) => void;
  /** A twin takes the guard out: everybody may ask. */
  readonly isEverybodyTrusted?: boolean;
}

const MOST_FAULTS = 10;
/** Requests that are out at once over HTTP. */
const AT_ONCE = 16;
const TELL_EVERY = 10_000;

/** Half of the calls come over HTTP, half through the door that IPC uses, too; most of them are a stranger's. */
export async function fuzz(options: FuzzOptions): Promise<Fuzzed> {
  const draw = createDraw(options.seed);
  const { random } = draw;
  const faults: string[] = [];
  const fault = (text: string): void => {
    const told = text.slice(0, 300);
    // One that comes a thousand times hides no other.
    if (faults.length < MOST_FAULTS && !faults.includes(told)) faults.push(told);
  };
  let reached = 0;
  let isStranger = false;
  const handlers = Object.fromEntries(
    CALL_NAMES.map((name) => [
      name,
      (...args: unknown[]) => {
        reached += 1;
        if (isStranger) fault(`a stranger reached ${name}`);
        if (!contract[name].args.safeParse(args).success) fault(`${name} got what it may not get`);
        throw new CallError('not_found', 'Nothing is here.');
      },
    ]),
  ) as unknown as Handlers;
  const onBug = (name: string, error: unknown) => fault(`${name}: ${String(error)}`);

  const door = serve(handlers, onBug);
  for (let done = 0; done < options.calls / 2; done++) {
    const { name, args } = draw.call();
    isStranger = chance(random, 0.6);
    const result = await door(name, args, options.isEverybodyTrusted === true || !isStranger);
    if (isStranger && (result.ok || result.code !== 'untrusted')) fault('a stranger got an answer');
    if (!result.ok && result.code === 'internal') fault(`${JSON.stringify(name)}: our own mistake`);
    if (done % TELL_EVERY === 0) options.onProgress?.(done);
  }

  const changes = { subscribe: () => () => undefined };
  const loopback = await serveLoopback({ ...options, handlers, changes, port: 0, onBug });
  try {
    await overHttp(loopback.url);
  } finally {
    await loopback.close();
  }
  return { calls: options.calls, reached, faults };

  async function overHttp(url: string): Promise<void> {
    const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
    const { origin, hash } = new URL(url);
    const own = { origin, 'content-type': 'application/json' };
    const body = JSON.stringify({ token: hash.replace('#token=', '') });
    const session = await ask(origin, agent, 'POST', '/api/session', own, body);
    const cookie = session.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const { page } = JSON.parse(session.body) as { page: string };
    const paged = { ...own, cookie, [PAGE_SECRET_HEADER]: page };
    const left = Math.floor(options.calls / 2);
    // Of one kind at a time: a handler cannot tell whose call it is.
    for (const share of [0.6, 0.4]) {
      isStranger = share === 0.6;
      let next = Math.round(left * share);
      const one = async (): Promise<void> => {
        while (next > 0) {
          next -= 1;
          if (next % TELL_EVERY === 0) options.onProgress?.(options.calls / 2 + next);
          const headers = isStranger ? lessOf(paged) : paged;
          const method = pick(random, ['POST', 'POST', 'POST', 'GET', 'PUT', 'HEAD']);
          const target = pick(random, TARGETS);
          const drawn = drawBody(draw.call(), random);
          const text = method === 'GET' || method === 'HEAD' ? undefined : drawn;
          const answer = await ask(origin, agent, method, target, headers, text);
          if (answer.status >= 500) fault(`${method} ${target}: ${answer.status} ${answer.body}`);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, one));
    }
    agent.destroy();
  }

  /** A header that a stranger lacks, or has guessed. */
  function lessOf(headers: Readonly<Record<string, string>>): Record<string, string> {
    const missing = pick(random, ['cookie', PAGE_SECRET_HEADER, 'origin', 'host']);
    const guessed = pick(random, ['', 'null', 'venduo=1', 'http://127.0.0.1:1', 'x'.repeat(4_000)]);
    const rest = Object.entries(headers).filter(([name]) => name !== missing);
    // Node adds the right host where there is none, or an empty one.
    if (missing === 'host') return Object.fromEntries([...rest, ['host', guessed || 'localhost']]);
    return Object.fromEntries(chance(random, 0.5) ? [...rest, [missing, guessed]] : rest);
  }
}

const TARGETS: readonly [string, ...string[]] = [
  ...(['/api/call', '/api/call', '/api/call', '/api/call', '/api/session'] as const),
  ...['/api/changes/../call', '/api/download/x', '/../../etc/passwd', '//', '/%', '/%00', '*'],
];
