/** A business day with its closings, and the cash book of each. */
import { useCallback } from 'react';
import type { ClosingDay } from '../../../shared/contract/contract.ts';
import type { ClosingBook } from '../../../shared/contract/till.ts';
import type { Client } from '../../api.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useReading } from '../../hooks/use-reading.ts';
import { useAppStore } from '../../store/app-store.ts';

export interface ClosingDayData {
  readonly day: string;
  readonly data: ClosingDay;
  readonly books: ReadonlyMap<string, ClosingBook>;
}

async function readDay(
  client: Client,
  day: string,
  language: 'de' | 'en',
): Promise<ClosingDayData> {
  const data = await client.call('closing.day', day, language);
  const books = await Promise.all(
    data.closings.map(async ({ key }) => [key, await client.call('till.book', key)] as const),
  );
  return { day, data, books: new Map(books) };
}

/** @param intervalMs shortest time between two readings that changes cause */
export function useClosingDay(day: string, intervalMs?: number) {
  const { client } = useAppStore();
  const { language } = useFormats();
  const read = useCallback(() => readDay(client, day, language), [client, day, language]);
  const { value, error, reload } = useReading(read, intervalMs);
  // What is shown must be of the day that was asked for.
  return { value: value?.day === day ? value : null, error, reload };
}
