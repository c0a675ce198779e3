/** Asks each call once, read-only, for the first contact with a workspace; a list without rows once more without its filter. */
import type { Session } from './session.ts';
import type { Dialect, ListObject } from './dialect.ts';
import { findingOfCall, findingOfList, type CallFinding, type RawAnswer } from './first-contact.ts';
import { TransportError, type HttpTransport } from './http.ts';
import type { EndpointName } from './wire.ts';

const ROWS = 5;

export interface Examined {
  /** A bill number that RetailSuite has an invoice for; null: none is known. */
  readonly bill: string | null;
  /** A reference of ours that RetailSuite has a posting for; null: none is known. */
  readonly reference: string | null;
}

export interface Examiner {
  examine(asked: Examined, signal: AbortSignal): Promise<readonly CallFinding[]>;
}

export function createExaminer(parts: {
  readonly session: Session;
  readonly transport: HttpTransport;
  readonly timeoutMs: number;
  readonly dialect: Dialect;
  readonly nameOf: (name: EndpointName) => string;
  readonly urlOf: (name: EndpointName) => string;
}): Examiner {
  const { session, transport, timeoutMs, dialect, nameOf, urlOf } = parts;

  async function ask(
    name: EndpointName,
    request: unknown,
    signal: AbortSignal,
  ): Promise<RawAnswer> {
    const access = await session.accessToken();
    if (!access.ok) return { status: null, body: '', problem: access.fault.message };
    try {
      const { status, body } = await transport({
        url: urlOf(name),
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          authorization: `Bearer ${access.token}`,
        },
        body: JSON.stringify(request),
        timeoutMs,
        signal,
      });
      return { status, body, problem: null };
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      return { status: null, body: '', problem: error.message };
    }
  }

  async function askList(
    name: EndpointName,
    object: ListObject,
    filter: { readonly property: string; readonly value: string } | null,
    signal: AbortSignal,
  ): Promise<CallFinding> {
    const page = { start: 0, limit: ROWS };
    const question = filter && {
      filter: [{ property: filter.property, operator: 'in', value: [filter.value] }],
    };
    const read = async (request: typeof page, asked: readonly string[]) =>
      findingOfList(
        name,
        object,
        nameOf(name),
        await ask(name, dialect.writeList(object, request), signal),
        dialect,
        asked,
      );
    const found = await read({ ...page, ...question }, filter ? [filter.value] : []);
    if (filter === null || found.verdict !== 'no-rows') return found;
    const unfiltered = await read(page, []);
    const said = `Nothing is there for ${filter.value}. Without the filter: ${unfiltered.said}`;
    return { ...unfiltered, said };
  }

  return {
    async examine({ bill, reference }, signal) {
      const access = await session.accessToken();
      const signedIn = access.ok ? null : access.fault.message;
      return [
        findingOfCall('token', nameOf('token'), {
          status: null,
          body: '{}',
          problem: signedIn,
        }),
        findingOfCall('ping', nameOf('ping'), await ask('ping', { ping: 42 }, signal)),
        await askList('fiscalYears', 'fiscalYear', null, signal),
        await askList('accounts', 'account', null, signal),
        await askList(
          'invoices',
          'invoice',
          bill === null ? null : { property: 'posBillNumber', value: bill },
          signal,
        ),
        await askList(
          'postings',
          'posting',
          reference === null ? null : { property: 'beleg2', value: reference },
          signal,
        ),
        {
          ...{ call: 'savePosting', name: nameOf('savePosting'), verdict: 'not-asked' },
          said: 'Not asked, because it books. Its fields are those of the postings above.',
          ...{ status: null, rows: null, fields: [], unknown: [] },
        },
      ];
    },
  };
}
