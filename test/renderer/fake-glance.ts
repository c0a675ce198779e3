/** The part of the backend in memory for a month at a glance: November 2021 of a shop, in the shapes that a month can have. */
import { BOOKING_TIME_CLASSES, type Glance } from '../../shared/contract/glance.ts';
import { daysBetween } from '../../shared/domain/calendar.ts';

/** A usual month, one with a single day, one of ten pay desks with huge amounts, one without anything. */
export type SampleMonth = 'usual' | 'one-day' | 'huge' | 'none';

const EMPTY: Glance = { counts: [], differences: [], times: [] };

export function sampleGlance(month: string, kind: SampleMonth): Glance {
  if (month !== '2021-11' || kind === 'none') return EMPTY;
  const isHuge = kind === 'huge';
  const last = kind === 'one-day' ? '2021-11-01' : isHuge ? '2021-11-30' : '2021-11-10';
  const days = daysBetween('2021-11-01', last, 31).filter((day) => isHuge || day !== '2021-11-07');
  const scale = isHuge ? 4_321 : 1;
  return {
    counts: days.flatMap((day, index) => {
      const count = (base: number) => (base + ((index * 7) % 11)) * scale;
      return [
        { day, type: 'order-cash', state: 'verified', count: count(24) } as const,
        { day, type: 'order-non-cash', state: 'booked', count: count(31) } as const,
        { day, type: 'cash-in', state: 'booked', count: 1 } as const,
        { day, type: 'cash-out', state: 'booked', count: 2 } as const,
        { day, type: 'opening-diff', state: 'booked', count: 1 } as const,
        { day, type: 'close-diff', state: 'booked', count: 2 } as const,
        ...(index === days.length - 1
          ? [{ day, type: 'order-cash', state: 'waiting-invoice', count: 9 } as const]
          : []),
        ...(index % 4 === 1
          ? [{ day, type: 'order-non-cash', state: 'attention', count: 2 } as const]
          : []),
        ...(index === 3 ? [{ day, type: 'cash-out', state: 'excluded', count: 1 } as const] : []),
      ];
    }),
    differences: Array.from({ length: isHuge ? 10 : 2 }, (_, index) => ({
      ...{ store: 'Filiale 2', payDesk: `Kasse ${index + 1}`, currency: 'EUR' },
      ...{ shortCount: 4, overCount: index === 1 ? 0 : 2 },
      shortCents: isHuge && index === 0 ? null : -(1_250 + index * 480) * scale * scale,
      overCents: index === 1 ? 0 : (320 + index * 95) * scale * scale,
    })),
    times: days.map((day, index) => {
      const counts = Array.from({ length: BOOKING_TIME_CLASSES }, (_, at) =>
        at === 3 && index !== 4 ? 0 : (52 >> (at * 2)) * scale,
      );
      return { day, counts, ahead: index === 2 ? 1 : 0 };
    }),
  };
}
