/** A month at a glance: how many documents a day and how they stand, what drawers lacked, how long bookings took. */
import { z } from 'zod';
import { jobTypeSchema } from '../domain/job.ts';
import { jobStateSchema } from '../domain/states.ts';
import { HOUR, MINUTE, DAY } from '../domain/time.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const count = z.number().int().min(0);

/** Upper limits of the time from a receipt to its booking, in milliseconds; what took longer is the last class. */
export const BOOKING_TIME_LIMITS_MS = [5 * MINUTE, HOUR, DAY] as const;
/** How many classes those limits make. */
export const BOOKING_TIME_CLASSES = BOOKING_TIME_LIMITS_MS.length + 1;

const dayCountSchema = z.object({ day, type: jobTypeSchema, state: jobStateSchema, count });
export type DayCount = z.infer<typeof dayCountSchema>;

const cashDifferenceSchema = z.object({
  store: z.string(),
  payDesk: z.string(),
  currency: z.string(),
  /** Documents with less in the drawer than expected, and with more. */
  shortCount: count,
  overCount: count,
  /** Minor units, zero or less, and zero or more; null: too large for an exact number. */
  shortCents: z.number().int().nullable(),
  overCents: z.number().int().nullable(),
});
export type CashDifference = z.infer<typeof cashDifferenceSchema>;

const bookingTimesSchema = z.object({
  day,
  /** Booked documents by the class of their time, as `BOOKING_TIME_LIMITS_MS` divides it. */
  counts: z.array(count).length(BOOKING_TIME_CLASSES),
  /** Of these, documents with a time after their booking: the till's clock is fast. */
  ahead: count,
});
export type BookingTimes = z.infer<typeof bookingTimesSchema>;

export const glanceSchema = z.object({
  counts: z.array(dayCountSchema),
  differences: z.array(cashDifferenceSchema),
  /** Days with a booking; null: the month has too many documents to look at each of them. */
  times: z.array(bookingTimesSchema).nullable(),
});
export type Glance = z.infer<typeof glanceSchema>;

export const glanceCalls = {
  /** Of business days of a month (`YYYY-MM`); asks RetailSuite nothing. */
  'glance.month': { args: z.tuple([month]), reply: glanceSchema },
} as const;
