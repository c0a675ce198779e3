/**
 * The same program with one of its guards taken out. The suite is worth something only if it notices each of them; the
 * command line names the seed that did.
 */
import type { PostReply, RsConnector } from '../../electron/core/rs/connector.ts';
import { TRANSIT_ACCOUNTS, type Tampering } from './program.ts';

const inPost =
  (
    change: (
      posting: Parameters<RsConnector['post']>[0],
      today: string,
    ) => Parameters<RsConnector['post']>[0],
  ) =>
  (connector: RsConnector, { clock }: { clock: () => number }): RsConnector => ({
    ...connector,
    post: (posting, signal) =>
      connector.post(change(posting, new Date(clock()).toISOString().slice(0, 10)), signal),
  });

function replaced(from: RegExp, to: string): Tampering {
  return { sql: (sql) => sql.replace(from, to) };
}

export const TWINS: Readonly<Record<string, Tampering>> = {
  /** A program that slept while another one worked settles what is no longer its own. */
  'no token check': replaced(/lease_token = \?(?= AND)/g, '? > 0'),
  /** A program that slept before the first byte sends it when it wakes. */
  'sending after the time to send': {
    connector: (connector) => ({
      ...connector,
      post: (posting, signal) => connector.post(posting, signal),
    }),
  },
  /** Requests without an answer are sent again. */
  'resend without look-up': replaced(
    /SET state = 'unclear', due_at = \?/g,
    "SET state = 'waiting', due_at = ?",
  ),
  /** RS does not have it yet, so it is sent again at once. */
  'believing "not there" at once': { settleWindowMs: 0 },
  /** A state is skipped: what counts the moves, or waits for them, would never know. */
  'a move that the table of states has not': replaced(
    /SET state = 'booked', posting_number = \?/g,
    "SET state = 'verified', posting_number = ?",
  ),
  /** The job is booked as soon as its request is on its way. */
  'settle before send': {
    connector: (connector) => ({
      ...connector,
      post: (posting, signal): Promise<PostReply> => {
        connector.post(posting, signal).catch(() => undefined);
        const reply: PostReply = {
          kind: 'booked',
          posting: {
            number: '1',
            reference: posting.beleg2,
            account: posting.konto,
            contraAccount: String(posting.gegkonto),
            amount: Math.round(posting.umsatz * 100),
            currency: posting.currency,
            businessDay: posting.datum,
            month: posting.wmonat,
            fiscalYear: posting.wj_id,
          },
          exchange: { httpStatus: 200, response: null },
        };
        return Promise.resolve(reply);
      },
    }),
  },
  /** A commit is not forced to the disk before the next step relies on it. */
  'synchronous=OFF with a power cut': { synchronous: 'OFF' },
  /** Cents by floating point: 4.35 * 100 is 434.99999999999994. */
  'float money': {
    connector: inPost((posting) => ({
      ...posting,
      umsatz: Math.trunc(posting.umsatz * 100) / 100,
    })),
  },
  'business day from the clock': {
    connector: inPost((posting, today) => ({ ...posting, datum: today })),
  },
  /** The request that is sent is not the stored one. */
  'the account from before a change': {
    connector: inPost((posting) => ({
      ...posting,
      gegkonto:
        String(posting.gegkonto) === TRANSIT_ACCOUNTS[1]
          ? Number(TRANSIT_ACCOUNTS[0])
          : posting.gegkonto,
    })),
  },
  /** A copy that was put back sends what RS has booked since. */
  'a restored copy is not noticed': { forgetsCopies: true },
  /** A database that is new, old or has lost its end sends what RS has. */
  'amnesia is not noticed': { knowsNoGaps: true },
  /** A person presses STOP, and it goes on. */
  'a stop is not heeded': { ignoresStop: true },
};
