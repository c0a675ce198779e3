/** A business day with its closings, and one closing with its cash book. */
import { useCallback } from 'react';
import type { ClosingDay, ClosingView } from '../../../shared/contract/contract.ts';
import type { ClosingBook } from '../../../shared/contract/till.ts';
import type { Client } from '../../api.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useReading } from '../../hooks/use-reading.ts';
import { useAppStore } from '../../store/app-store.ts';

export interface ClosingDayData {
  readonly day: string;
  readonly data: ClosingDay;
}

async function readDay(
  client: Client,
  day: string,
  language: 'de' | 'en',
): Promise<ClosingDayData> {
  return { day, data: await client.call('closing.day', day, language) };
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

export interface ClosingData {
  readonly key: string;
  /** Undefined: there is no such closing (any more). */
  readonly view: ClosingView | undefined;
  readonly book: ClosingBook | undefined;
}

async function readClosing(
  client: Client,
  day: string,
  key: string,
  language: 'de' | 'en',
): Promise<ClosingData> {
  const { closings } = await client.call('closing.day', day, language);
  const view = closings.find((one) => one.key === key);
  return { key, view, book: view && (await client.call('till.book', key)) };
}

export function useClosing(day: string, key: string) {
  const { client } = useAppStore();
  const { language } = useFormats();
  const read = useCallback(
    () => readClosing(client, day, key, language),
    [client, day, key, language],
  );
  const { value, error, reload } = useReading(read);
  return { value: value?.key === key ? value : null, error, reload };
}
