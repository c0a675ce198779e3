/**
 * The connector over HTTP: what came back becomes what is certain.
 *
 * For a posting the reading is strict in one direction: `not-sent` and `refused` only where RS cannot have booked it,
 * `booked` only with a posting number in hand, `unclear` for everything else.
 */
import type { z } from 'zod';
import { MINUTE, SECOND, type Clock } from '../../../shared/domain/time.ts';
import type {
  Exchange,
  Fault,
  FiscalYear,
  Posting,
  PostReply,
  Reply,
  RsConnector,
} from './connector.ts';
import { TransportError, type HttpResponse, type HttpTransport } from './http.ts';
import { ASSUMED_DIALECT, type Dialect, type ListObject, type ListRequest } from './dialect.ts';
import { createExaminer, type Examiner } from './examine.ts';
import { createPaging } from './paging.ts';
import { createSession, type TokenStore } from './session.ts';
import {
  accountsSchema,
  badAnswer,
  buildPosting,
  causeOfRefusal,
  ENDPOINTS,
  exchangeOf,
  fiscalYearsSchema,
  invoicesSchema,
  NO_EXCHANGE,
  noAnswer,
  PAGE_LIMIT,
  POSTINGS_FILTER,
  postingsSchema,
  readAnswer,
  savedSchema,
  toChartAccount,
  toFiscalYear,
  toInvoice,
  toStoredPosting,
  type Called,
  type EndpointName,
} from './wire.ts';

export const DEFAULT_REQUEST_TIMEOUT_MS = 30 * SECOND;

export interface RsSettings {
  /** `https://<workspace>`, without a path. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Calls that are named otherwise in this workspace. */
  readonly endpoints?: Readonly<Partial<Record<EndpointName, string>>>;
  readonly requestTimeoutMs?: number;
  /** Absent: the assumed names. */
  readonly dialect?: Dialect;
}

export interface ConnectorOptions {
  readonly settings: RsSettings;
  readonly tokens: TokenStore;
  readonly transport: HttpTransport;
  readonly clock: Clock;
}

const TOO_LATE: { readonly fault: Fault; readonly exchange: Exchange } = {
  fault: {
    cause: 'server-error',
    message: 'Signing in to RetailSuite took so long that the posting was not sent.',
    pauses: false,
    retryAfterMs: null,
  },
  exchange: NO_EXCHANGE,
};

/** The lists, and what their rows are. */
const LISTS = {
  fiscalYears: 'fiscalYear',
  accounts: 'account',
  invoices: 'invoice',
  postings: 'posting',
} as const satisfies Partial<Record<EndpointName, ListObject>>;
export type ListCall = keyof typeof LISTS;

export function createConnector(options: ConnectorOptions): RsConnector & Examiner {
  const { settings, transport, clock } = options;
  const timeoutMs = settings.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS;
  const dialect = settings.dialect ?? ASSUMED_DIALECT;
  const nameOf = (name: EndpointName) =>
    dialect.calls[name] ?? settings.endpoints?.[name] ?? ENDPOINTS[name];
  const urlOf = (name: EndpointName) => `${settings.baseUrl}/${nameOf(name)}`;
  const session = createSession({
    tokenUrl: urlOf('token'),
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    tokens: options.tokens,
    transport,
    clock,
    timeoutMs: Math.min(timeoutMs, MINUTE),
  });

  async function call(
    name: EndpointName,
    body: string,
    signal: AbortSignal,
    mayLeave?: () => boolean,
  ): Promise<Called> {
    for (let renewed = false; ; renewed = true) {
      const access = await session.accessToken();
      if (!access.ok) return { kind: 'unprocessed', fault: access.fault, exchange: NO_EXCHANGE };
      if (mayLeave?.() === false) return { kind: 'unprocessed', ...TOO_LATE };
      let response: HttpResponse;
      try {
        response = await transport({
          url: urlOf(name),
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            authorization: `Bearer ${access.token}`,
          },
          body,
          timeoutMs,
          signal,
        });
      } catch (error) {
        if (!(error instanceof TransportError)) throw error;
        return noAnswer(error);
      }
      const called = readAnswer(response, clock);
      if (called !== 'not-logged-in') return called;
      session.reject(access.token);
      if (renewed) {
        // A fresh token that is not accepted: it is not the token's age. RS may come to itself, so it is tried again.
        const message = 'RetailSuite does not accept a freshly renewed sign-in.';
        return {
          kind: 'unprocessed',
          fault: { cause: 'sign-in-expired', message, pauses: true, retryAfterMs: 0 },
          exchange: exchangeOf(response),
        };
      }
    }
  }

  /** A read call: every failure is a fault, none has an effect. */
  async function ask<T>(
    name: ListCall,
    request: ListRequest,
    schema: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<Reply<T>> {
    const object = LISTS[name];
    const called = await call(name, JSON.stringify(dialect.writeList(object, request)), signal);
    if (called.kind === 'refused') {
      const fault: Fault = {
        cause: 'bad-answer',
        message: called.message,
        pauses: true,
        retryAfterMs: null,
      };
      return { ok: false, fault, exchange: called.exchange };
    }
    if (called.kind !== 'answered')
      return { ok: false, fault: called.fault, exchange: called.exchange };
    const parsed = schema.safeParse(dialect.readList(object, called.json));
    if (parsed.success) return { ok: true, value: parsed.data, exchange: called.exchange };
    return {
      ok: false,
      fault: badAnswer(`${nameOf(name)} answered in an unknown shape: ${firstIssue(parsed.error)}`),
      exchange: called.exchange,
    };
  }

  const askAll = createPaging(ask);

  return {
    ...createExaminer({ session, transport, timeoutMs, dialect, nameOf, urlOf }),

    batchSize: PAGE_LIMIT,

    buildPosting,

    async fiscalYears(signal): Promise<Reply<readonly FiscalYear[]>> {
      const reply = await askAll('fiscalYears', {}, fiscalYearsSchema, signal);
      return reply.ok ? { ...reply, value: reply.value.map(toFiscalYear) } : reply;
    },

    async accounts(signal) {
      const reply = await askAll('accounts', {}, accountsSchema, signal);
      return reply.ok ? { ...reply, value: reply.value.map(toChartAccount) } : reply;
    },

    async findInvoices(billNumbers, signal) {
      const reply = await askAll(
        'invoices',
        {
          filter: [{ property: 'posBillNumber', operator: 'in', value: billNumbers }],
          serializeOptionals: ['legacyProperties'],
        },
        invoicesSchema,
        signal,
      );
      if (!reply.ok) return reply;
      return { ...reply, value: group(reply.value.map(toInvoice), 'billNumber', billNumbers) };
    },

    async postingsOfDay(day, signal, use) {
      const reply = await askAll(
        'postings',
        POSTINGS_FILTER.byDay(day),
        postingsSchema,
        signal,
        use && { isAll: () => false },
      );
      if (!reply.ok) return reply;
      // An answer to another question must not settle anything.
      const postings = reply.value
        .map(toStoredPosting)
        .filter(({ businessDay }) => businessDay === day);
      return { ...reply, value: postings };
    },

    async lookUp(references, signal, use) {
      const reply = await askAll(
        'postings',
        POSTINGS_FILTER.byReference(references),
        postingsSchema,
        signal,
        use && {
          isAll: (rows) =>
            new Set(rows.map(({ beleg2 }) => beleg2)).size >= new Set(references).size,
        },
      );
      if (!reply.ok) return reply;
      return { ...reply, value: group(reply.value.map(toStoredPosting), 'reference', references) };
    },

    async post(posting, signal, mayLeave): Promise<PostReply> {
      const body = JSON.stringify(dialect.writePosting(posting));
      const called = await call('savePosting', body, signal, mayLeave);
      const { exchange } = called;
      switch (called.kind) {
        case 'unprocessed':
          return { kind: 'not-sent', fault: called.fault, exchange };
        case 'unknown':
          return { kind: 'unclear', fault: called.fault, exchange };
        case 'refused':
          return {
            kind: 'refused',
            fault: {
              cause: causeOfRefusal(called.message),
              message: called.message,
              pauses: false,
              retryAfterMs: null,
            },
            exchange,
          };
        case 'answered':
          return saved(dialect.readSaved(called.json), posting, exchange);
      }
    },
  };
}

function saved(json: unknown, sent: Posting, exchange: Exchange): PostReply {
  const parsed = savedSchema.safeParse(json);
  if (!parsed.success) {
    const message = `RetailSuite says that it saved the posting, in an unknown shape: ${firstIssue(parsed.error)}`;
    // RS speaks another language now: every further posting would be in doubt, too.
    return { kind: 'unclear', fault: badAnswer(message), exchange };
  }
  const posting = toStoredPosting(parsed.data.posting);
  if (posting.reference !== sent.beleg2) {
    const message = `RetailSuite answered with the posting of another reference (${posting.reference}).`;
    return { kind: 'unclear', fault: { ...badAnswer(message), pauses: false }, exchange };
  }
  return { kind: 'booked', posting, exchange };
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.')} ${issue.message}` : 'empty';
}

/** By key, only what was asked for: an answer to another question must not settle anything. */
function group<K extends string, T extends Record<K, string>>(
  items: readonly T[],
  key: K,
  asked: readonly string[],
): Map<string, T[]> {
  const wanted = new Set(asked);
  const groups = new Map<string, T[]>();
  for (const item of items) {
    if (!wanted.has(item[key])) continue;
    const group = groups.get(item[key]);
    if (group) group.push(item);
    else groups.set(item[key], [item]);
  }
  return groups;
}
