/**
 * All pages of a list, in a bounded number of calls.
 *
 * An incomplete list books twice: what is not in it counts as not booked. A page that is shorter than asked for is
 * therefore the last one only where RS has given this list a longer page before; otherwise RS may cut its pages itself,
 * and the next one is asked for. An RS that ignores where a page starts is a fault, not a longer list.
 */
import type { z } from 'zod';
import type { Reply } from './connector.ts';
import type { ListRequest } from './dialect.ts';
import {
  badAnswer,
  LONG_PAGE_LIMIT,
  PAGE_LIMIT,
  SMALLEST_PAGE,
  type EndpointName,
} from './wire.ts';

/** Pages of one list; more rows than this many hold are no answer to what we ask. */
const PAGES_LIMIT = 200;

/** Lists that fit on the smallest page, and whose missing rows stop a posting instead of repeating it. */
const SHORT: readonly EndpointName[] = ['fiscalYears'];

/** Of a list by which nothing is sent: fewer questions are worth more than the last doubt about its end. */
export interface ToCompare<T> {
  /** These rows are all that was asked for. */
  isAll(rows: readonly T[]): boolean;
}

type Ask<Name extends EndpointName> = <T>(
  name: Name,
  request: ListRequest,
  schema: z.ZodType<T>,
  signal: AbortSignal,
) => Promise<Reply<T>>;

export function createPaging<Name extends EndpointName>(ask: Ask<Name>) {
  /** Rows of the longest page that a list has had: RS cuts none of its pages shorter. */
  const longestPage = new Map<EndpointName, number>();

  return async function askAll<T>(
    name: Name,
    request: Omit<ListRequest, 'start' | 'limit'>,
    schema: z.ZodType<{ data: T[] }>,
    signal: AbortSignal,
    toCompare?: ToCompare<T>,
  ): Promise<Reply<T[]>> {
    const all: T[] = [];
    let limit = toCompare ? LONG_PAGE_LIMIT : PAGE_LIMIT;
    let before = '';
    for (let pages = 1; ; pages++) {
      const page = await ask(name, { ...request, start: all.length, limit }, schema, signal);
      // So long a page is not promised.
      if (!page.ok && limit > PAGE_LIMIT && page.fault.cause === 'bad-answer') {
        limit = PAGE_LIMIT;
        continue;
      }
      if (!page.ok) return page;
      const { data } = page.value;
      const longest = longestPage.get(name) ?? 0;
      const isShort = data.length < limit && (data.length < longest || SHORT.includes(name));
      const isEnough =
        toCompare !== undefined &&
        data.length < limit &&
        (data.length < SMALLEST_PAGE || toCompare.isAll([...all, ...data]));
      const isLast = data.length === 0 || isShort || isEnough;
      longestPage.set(name, Math.max(longest, data.length));
      const content = JSON.stringify(data);
      if (data.length > 0 && content === before) {
        return { ...page, ok: false, fault: badAnswer(`${name}: ${SAME_PAGE}`) };
      }
      all.push(...data);
      if (isLast) return { ok: true, value: all, exchange: page.exchange };
      if (pages === PAGES_LIMIT) {
        return { ...page, ok: false, fault: badAnswer(`${name}: ${NO_END}`) };
      }
      before = content;
    }
  };
}

const SAME_PAGE =
  'RetailSuite gave the same page of a list again, so it ignores where a page starts. Nothing is decided by such a list.';
const NO_END = `RetailSuite's list has no end after ${PAGES_LIMIT} pages. Nothing is decided by such a list.`;
