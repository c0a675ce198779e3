/** Clearing accounts of a month of the sample shop: one that is settled, one that is open, and one that was changed in RetailSuite. */
import type { Clearing, ClearingAccount } from '../../shared/contract/closing.ts';

export interface ClearingPeriod {
  readonly from: string;
  readonly to: string;
}

const CARD_CENTS = [28_127, 41_950, 19_005, 33_310];

export function sampleClearing({ from, to }: ClearingPeriod): Clearing {
  const month = from.slice(0, 7);
  const card = CARD_CENTS.map((cents, index) => ({
    day: `${month}-0${index + 3}`,
    ...{ inCents: cents, outCents: index === 0 ? 0 : (CARD_CENTS[index - 1] ?? 0) },
    ...{ oursCents: cents, jobsCents: cents, balanceCents: cents },
  }));
  const transit = [
    {
      day: `${month}-03`,
      ...{ inCents: 20_000, outCents: 0, oursCents: 20_000, jobsCents: 20_000 },
      balanceCents: 20_000,
    },
    {
      day: `${month}-05`,
      ...{ inCents: 0, outCents: 20_000, oursCents: 0, jobsCents: 0, balanceCents: 0 },
    },
  ];
  const voucher = [
    {
      day: `${month}-04`,
      ...{ inCents: 2_500, outCents: 5_000, oursCents: 2_500, jobsCents: 4_000 },
      balanceCents: -2_500,
    },
  ];
  const account = (
    number: string,
    kinds: ClearingAccount['kinds'],
    days: ClearingAccount['days'],
    openSince: string | null,
  ): ClearingAccount => ({
    ...{ account: number, currency: 'EUR', kinds, days, openSince },
    openCents: days.at(-1)?.balanceCents ?? 0,
  });
  return {
    ...{ from, to, unreadable: 0 },
    accounts: [
      account('1360', ['transit'], transit, null),
      account('1361', ['card'], card, `${month}-03`),
      account('1604', ['voucher'], voucher, `${month}-04`),
    ],
  };
}
