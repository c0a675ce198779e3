/** The agreed calls, each as a function of its request and the ledger. */
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { HOUR, SECOND, type Clock } from '../shared/domain/time.ts';
import type { Answer } from './answer.ts';
import type { Authorize } from './authorize.ts';
import type { Ledger } from './ledger.ts';
import { check, Refusal, saveSchema } from './rules.ts';

const ACCESS_TOKEN_MS = HOUR;
const DEFAULT_LIMIT = 50;

export interface CallContext {
  readonly ledger: Ledger;
  readonly authorize: Authorize;
  readonly clock: Clock;
  readonly newToken: () => string;
  readonly autoInvoiceMs: number | undefined;
  /** The HTTP status of the next error: 200 and 4xx alike are documented. */
  readonly errorStatus: () => number;
}

type Call = (request: unknown) => Record<string, unknown>;

const ENVELOPE = {
  success: true,
  displayMessage: null,
  displayMessageTitle: null,
  error: null,
  job_id: null,
};

export const TOKEN = 'Actindo.CoreModules.Auth.OAuth2Token.getAccessToken';
const PREFIX = 'Actindo.Modules.RetailSuite.';

const listSchema = z.object({
  filter: z
    .array(
      z.object({
        property: z.string(),
        operator: z.enum(['=', 'in']),
        value: z.union([z.string(), z.array(z.string())]),
      }),
    )
    .default([]),
  start: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1_000).default(DEFAULT_LIMIT),
});
type List = z.infer<typeof listSchema>;

export function createCalls(
  context: CallContext,
): (name: string, method: string, headers: IncomingHttpHeaders, body: string) => Answer {
  const { ledger, clock } = context;

  const calls: Readonly<Record<string, Call>> = {
    'Actindo.CoreModules.Tools.TenantTest.ping': (request) => ({
      pong: String(z.object({ ping: z.union([z.string(), z.number()]) }).parse(request).ping),
    }),
    [`${PREFIX}RetailSuiteAccounting.FiscalYears.getList`]: (request) =>
      page(ledger.years, list(request)),
    [`${PREFIX}RetailSuiteAccounting.Accounts.getList`]: (request) =>
      page(ledger.accounts, list(request)),
    [`${PREFIX}RetailSuiteFaktBase.BusinessDocuments.getList`]: (request) => {
      const asked = list(request);
      const now = clock();
      // Without a filter a list is everything.
      const bills =
        asked.filter.length === 0
          ? ledger.bills(now)
          : [...new Set(valuesOf(asked, 'posBillNumber'))];
      const documents = bills.flatMap((bill) => {
        makeInvoice(bill, now);
        return ledger.invoicesOf(bill, now);
      });
      return page(
        documents.map((document) => ({ ...document, legacyProperties: {} })),
        asked,
      );
    },
    [`${PREFIX}RetailSuiteAccounting.Postings.save`]: (request) => {
      const { posting } = saveSchema.parse(request);
      return { posting: ledger.save(check(posting, ledger)) };
    },
    [`${PREFIX}RetailSuiteAccounting.Postings.getList`]: (request) => {
      const asked = list(request);
      const { start, limit } = asked;
      const [filter, ...more] = asked.filter;
      // Without a filter a list is everything.
      if (!filter) return page(ledger.postings(), asked);
      if (more.length > 0) throw new Refusal(20_000, 'Only one filter is known here');
      const values = [filter.value].flat();
      switch (filter.property) {
        case 'beleg2':
          return { data: ledger.postingsByReference(values, start, limit) };
        case 'datum':
          // A day as it stands in the posting; a moment or another way to write it finds nothing.
          return { data: ledger.postingsOfDays(values, start, limit) };
        default:
          throw new Refusal(20_000, `Postings cannot be filtered by ${filter.property}`);
      }
    },
  };

  function makeInvoice(bill: string, now: number): void {
    if (context.autoInvoiceMs === undefined || ledger.hasInvoice(bill)) return;
    ledger.addInvoice({ posBillNumber: bill, availableAt: now + context.autoInvoiceMs });
  }

  function isLoggedIn(headers: IncomingHttpHeaders): boolean {
    const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    const expiresAt = token === undefined ? undefined : ledger.accessTokenExpiresAt(token);
    return expiresAt !== undefined && expiresAt > clock();
  }

  function token(body: string): Answer {
    const form = new URLSearchParams(body);
    const clientId = form.get('client_id') ?? '';
    const clientSecret = form.get('client_secret') ?? '';
    const grant = form.get('grant_type');
    const given = form.get(grant === 'authorization_code' ? 'code' : 'refresh_token') ?? '';
    if ((grant !== 'refresh_token' && grant !== 'authorization_code') || given === '') {
      return { status: 400, json: { error: 'invalid_request' } };
    }
    // Nobody is enrolled in fresh books: the first client that comes is, with what it brings.
    const known = ledger.client() ?? { clientId, clientSecret, refreshToken: given };
    if (clientId !== known.clientId || clientSecret !== known.clientSecret) {
      return { status: 401, json: { error: 'invalid_client' } };
    }
    const isGranted =
      grant === 'refresh_token'
        ? given === known.refreshToken
        : context.authorize.redeem({
            code: given,
            clientId,
            redirectUri: form.get('redirect_uri'),
            verifier: form.get('code_verifier'),
          });
    if (!isGranted) return { status: 400, json: { error: 'invalid_grant' } };
    const accessToken = context.newToken();
    const refreshToken = context.newToken();
    const expiresAt = clock() + ACCESS_TOKEN_MS;
    ledger.saveClient({ clientId, clientSecret, refreshToken });
    ledger.saveAccessToken(accessToken, expiresAt);
    return {
      status: 200,
      json: {
        access_token: accessToken,
        refresh_token: refreshToken,
        expires_in: ACCESS_TOKEN_MS / SECOND,
        token_type: 'bearer',
        scope: 'none',
      },
    };
  }

  return (name, method, headers, body) => {
    if (method !== 'POST') return { status: 405, json: failure(405, 'Only POST is allowed') };
    if (name === TOKEN) return token(body);
    const call = calls[name];
    if (!call) return { status: 404, json: failure(404, `There is no ${name}`) };
    if (!isLoggedIn(headers)) {
      // 401, or 200 with the error number: both are documented.
      const status = context.errorStatus() === 200 ? 200 : 401;
      return { status, json: failure(10_000, 'Not logged in') };
    }
    let request: unknown;
    try {
      if (!headers['content-type']?.startsWith('application/json')) throw new Error('not JSON');
      request = JSON.parse(body);
    } catch {
      return { status: 400, json: failure(400, 'Malformed JSON') };
    }
    try {
      return { status: 200, json: { ...call(request), ...ENVELOPE } };
    } catch (error) {
      if (error instanceof Refusal) {
        return { status: context.errorStatus(), json: failure(error.errno, error.message) };
      }
      if (error instanceof z.ZodError) {
        const [issue] = error.issues;
        const message = `Invalid parameter ${issue?.path.join('.')}: ${issue?.message}`;
        return { status: context.errorStatus(), json: failure(20_000, message) };
      }
      throw error;
    }
  };
}

function failure(errno: number, error: string): Record<string, unknown> {
  return {
    success: false,
    errno,
    error,
    displayMessage: null,
    displayMessageTitle: null,
    job_id: null,
  };
}

function list(request: unknown): List {
  return listSchema.parse(request);
}

function valuesOf(asked: List, property: string): string[] {
  return asked.filter
    .filter((filter) => filter.property === property)
    .flatMap(({ value }) => value);
}

function page(all: readonly unknown[], { start, limit }: List): { data: unknown[] } {
  return { data: all.slice(start, start + limit) };
}
