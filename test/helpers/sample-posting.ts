/** A posting that the sandbox's RetailSuite takes: 59.99 EUR into the cash account, on a day of 2021. */
import type { FiscalYear, Posting, RsConnector } from '../../electron/core/rs/connector.ts';

/** @param more fields as they leave, instead of those that the connector made */
export async function samplePosting(
  connector: RsConnector,
  more: Partial<Posting> = {},
): Promise<Posting> {
  const years = await connector.fiscalYears(new AbortController().signal);
  if (!years.ok) throw new Error(years.fault.message);
  return { ...samplePostingIn(years.value, connector, 'VP-TEST-1'), ...more };
}

/** The same for fiscal years that were asked for before. */
export function samplePostingIn(
  years: readonly FiscalYear[],
  connector: RsConnector,
  reference: string,
): Posting {
  const built = connector.buildPosting(
    {
      account: '1000',
      contraAccount: '1360',
      amount: 5_999,
      currency: 'EUR',
      receipt: 'Z17',
      text: 'Wechselgeld',
      businessDay: '2021-11-10',
      reference,
    },
    years,
  );
  if (!built.ok) throw new Error(built.message);
  return built.posting;
}
