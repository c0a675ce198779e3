/** Lists in pages, and answers that are none of RetailSuite: bounded, complete or a fault, and kept for the details. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HttpTransport } from '../../../electron/core/rs/index.ts';
import { createUndiciTransport } from '../../../electron/core/rs/transport-undici.ts';
import { samplePosting } from '../../helpers/sample-posting.ts';
import { connectTo, fieldName, isCall, MemoryTokens, openSandbox } from '../../helpers/sandbox.ts';

const [START, LIMIT, ROWS] = [
  fieldName('list', 'start'),
  fieldName('list', 'limit'),
  fieldName('list', 'rows'),
];
const ID = fieldName('posting', 'id');

const fromTheStart = (body: string) => {
  const request = JSON.parse(body) as object;
  return START in request ? JSON.stringify({ ...request, [START]: 0 }) : body;
};

const signal = new AbortController().signal;

describe('a list', () => {
  const REFERENCES = Array.from({ length: 60 }, (_, n) => `VP-${n}`);

  /** An RS that gives at most so many rows a page, whatever it is asked for; or each time the first ones. */
  function paged(rows: number, ignoresStart = false) {
    const network = createUndiciTransport({});
    onTestFinished(() => network.destroy());
    const asked: unknown[] = [];
    const transport: HttpTransport = (request) => {
      if (!isCall(request.url, 'postings')) return network(request);
      const body = JSON.parse(request.body) as Record<string, number>;
      asked.push(body[START]);
      const limit = Math.min(rows, body[LIMIT] ?? rows);
      const changed = { ...body, [LIMIT]: limit, ...(ignoresStart && { [START]: 0 }) };
      return network({ ...request, body: JSON.stringify(changed) });
    };
    return { transport, asked };
  }

  async function booked() {
    const sandbox = await openSandbox();
    const tokens = new MemoryTokens();
    const rs = connectTo(sandbox, { tokens });
    const sent = await samplePosting(rs);
    for (const beleg2 of REFERENCES) await rs.post({ ...sent, beleg2 }, signal);
    return (transport: HttpTransport) => connectTo(sandbox, { tokens, transport });
  }

  it('whose pages RS cuts shorter than asked for is read to its end', async () => {
    const { transport } = paged(25);
    const rs = (await booked())(transport);
    const found = await rs.lookUp(REFERENCES, signal);
    expect(found.ok && found.value.size).toBe(REFERENCES.length);
  });

  it('shorter than a page that came before is complete with one question', async () => {
    const { transport, asked } = paged(100);
    const rs = (await booked())(transport);
    await rs.lookUp(REFERENCES, signal);
    expect(asked.splice(0)).toEqual([0, 60]);
    await rs.lookUp(REFERENCES.slice(0, 10), signal);
    expect(asked).toEqual([0]);
  });

  it('that begins anew on every page is a fault after two questions, and no answer', async () => {
    const { transport, asked } = paged(25, true);
    const rs = (await booked())(transport);
    expect(await rs.lookUp(REFERENCES, signal)).toMatchObject({
      ok: false,
      fault: { cause: 'bad-answer', pauses: true },
    });
    expect(asked).toEqual([0, 25]);
  });

  it('that never ends is a fault after a bounded number of questions', async () => {
    const { transport } = paged(100);
    let questions = 0;
    const endless: HttpTransport = async (request) => {
      const response = await transport(request);
      if (!isCall(request.url, 'postings')) return response;
      questions += 1;
      const json = JSON.parse(response.body) as Record<string, Record<string, string>[]>;
      const other = json[ROWS]?.map((row) => ({ ...row, [ID]: `${row[ID]}-${questions}` }));
      return { ...response, body: JSON.stringify({ ...json, [ROWS]: other }) };
    };
    const rs = (await booked())((request) =>
      isCall(request.url, 'postings')
        ? endless({ ...request, body: fromTheStart(request.body) })
        : endless(request),
    );
    expect(await rs.lookUp(REFERENCES, signal)).toMatchObject({ fault: { cause: 'bad-answer' } });
    expect(questions).toBe(200);
  });
});

describe('an answer that is none', () => {
  it.each([
    ['<html><title>Proxy</title>Bitte anmelden</html>', 'It reads: "Proxy Bitte anmelden"'],
    ['', 'It was empty.'],
  ])('keeps its text for the details: %j', async (body, text) => {
    const network = createUndiciTransport({});
    onTestFinished(() => network.destroy());
    const transport: HttpTransport = async (request) => {
      const response = await network(request);
      return isCall(request.url, 'savePosting') ? { ...response, body } : response;
    };
    const rs = connectTo(await openSandbox(), { transport });
    const reply = await rs.post(await samplePosting(rs), signal);
    expect(reply).toMatchObject({ kind: 'unclear', exchange: { httpStatus: 200, response: body } });
    expect(reply.kind === 'unclear' && reply.fault.message).toContain(text);
  });

  it('that asks for a year of patience gets an hour', async () => {
    const transport = (status: number, header: string): HttpTransport => {
      const network = createUndiciTransport({});
      onTestFinished(() => network.destroy());
      return async (request) => {
        const response = await network(request);
        const headers = { ...response.headers, 'retry-after': header };
        return isCall(request.url, 'savePosting') ? { ...response, status, headers } : response;
      };
    };
    for (const header of ['99999999', 'Fri, 01 Jan 2100 00:00:00 GMT']) {
      const rs = connectTo(await openSandbox(), { transport: transport(429, header) });
      expect(await rs.post(await samplePosting(rs), signal)).toMatchObject({
        kind: 'not-sent',
        fault: { cause: 'throttled', retryAfterMs: 3_600_000 },
      });
    }
  });
});
