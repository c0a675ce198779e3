/** Calendar ranges in the store's time zone. */
import type { RangePreset } from '../../shared/domain/preferences.ts';
import { instantOf, lastDayOf, shiftDay } from '../../shared/domain/calendar.ts';
import { localDay } from '../../shared/domain/time.ts';

/** First and last day of a preset, `YYYY-MM-DD`, both included. Weeks begin on Monday. */
export function presetDays(
  preset: RangePreset,
  now: number,
  timeZone: string,
): { readonly from: string; readonly to: string } {
  const today = localDay(now, timeZone);
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday': {
      const yesterday = shiftDay(today, -1);
      return { from: yesterday, to: yesterday };
    }
    case 'this-week': {
      const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
      const monday = shiftDay(today, -weekday);
      return { from: monday, to: shiftDay(monday, 6) };
    }
    case 'last-week': {
      const { from } = presetDays('this-week', now, timeZone);
      return { from: shiftDay(from, -7), to: shiftDay(from, -1) };
    }
    case 'this-month': {
      const month = today.slice(0, 7);
      return { from: `${month}-01`, to: lastDayOf(month) };
    }
    case 'last-month': {
      const lastOfMonth = shiftDay(`${today.slice(0, 7)}-01`, -1);
      return { from: `${lastOfMonth.slice(0, 7)}-01`, to: lastOfMonth };
    }
  }
}

/** The same as instants, epoch ms, both included. */
export function presetInstants(
  preset: RangePreset,
  now: number,
  timeZone: string,
): { readonly from: number; readonly to: number } {
  const { from, to } = presetDays(preset, now, timeZone);
  return {
    from: instantOf(`${from}T00:00`, timeZone),
    to: instantOf(`${shiftDay(to, 1)}T00:00`, timeZone) - 1,
  };
}
