/** Calls of the tab STORES: stores, pay desks, and the account assignment with its versions. */
import { z } from 'zod';
import {
  accountChangeSchema,
  accountFaultSchema,
  accountPlaceSchema,
  chartAccountSchema,
} from '../domain/assignment.ts';
import { accountRowSchema } from '../domain/accounts.ts';

const id = z.string().min(1).max(200);

export const placesReplySchema = z.object({
  stores: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Since when nothing is expected from it; null: it is in use. */
      offSince: z.number().int().nullable(),
    }),
  ),
  payDesks: z.array(
    z.object({
      id: z.string(),
      store: z.string(),
      name: z.string(),
      offSince: z.number().int().nullable(),
      /** When the newest event happened at the till, to some minutes; null: never. */
      lastEventAt: z.number().int().nullable(),
      /** The till that replaced it. */
      mergedInto: z.string().nullable(),
    }),
  ),
  /** Currencies and ways of paying that have occurred; an empty type stands for cash. */
  payments: z.array(z.object({ currency: z.string(), type: z.string(), name: z.string() })),
});
export type PlacesReply = z.infer<typeof placesReplySchema>;

const accountBookReplySchema = z.object({
  version: z.number().int(),
  rows: z.array(accountRowSchema.extend({ version: z.number().int() })),
});

/** RS's list of accounts as last read. */
const chartReplySchema = z.object({
  accounts: z.array(chartAccountSchema),
  /** When RS said it; null: never yet, and then accounts are not judged by it. */
  asOf: z.number().int().nullable(),
  /** Why it could not be read anew; null: it was. */
  problem: z.string().nullable(),
});

const faultSchema = z.object({
  /** Which of the given changes. */
  index: z.number().int(),
  fault: accountFaultSchema,
});

const changesSchema = z.array(accountChangeSchema).min(1).max(500);

const saveAccountsReplySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('saved'),
    version: z.number().int(),
    changed: z.number().int(),
    /** Jobs that waited for these accounts and start again by themselves. */
    restarted: z.number().int(),
    /** RS never listed its accounts: they were not judged. */
    unchecked: z.boolean(),
  }),
  /** Nothing was changed. */
  z.object({ kind: z.literal('faults'), faults: z.array(faultSchema) }),
  /** Somebody else changed the assignment since `version`. Nothing was changed. */
  z.object({ kind: z.literal('outdated'), version: z.number().int() }),
]);

export const placeCalls = {
  'places.list': { args: z.tuple([]), reply: placesReplySchema },
  'places.rename': {
    args: z.tuple([z.enum(['store', 'pay-desk']), id, z.string().trim().min(1).max(80)]),
    reply: z.null(),
  },
  'places.setOff': {
    args: z.tuple([z.enum(['store', 'pay-desk']), id, z.boolean()]),
    reply: z.null(),
  },
  'places.merge': {
    args: z.tuple([
      z.strictObject({
        /** The till that was replaced. */
        payDesk: id,
        /** The one that replaced it; null separates them again. */
        into: id.nullable(),
      }),
    ]),
    reply: z.object({
      /** Accounts that the new till took over. */
      accounts: z.number().int(),
    }),
  },
  'accounts.book': { args: z.tuple([]), reply: accountBookReplySchema },
  /** RS's accounts; `true` asks RS, else the list that is known (asked for when it is old). */
  'accounts.chart': { args: z.tuple([z.boolean()]), reply: chartReplySchema },
  /** Why these could not be saved; changes nothing. */
  'accounts.check': {
    args: z.tuple([changesSchema]),
    reply: z.object({ faults: z.array(faultSchema), asOf: z.number().int().nullable() }),
  },
  /** All of the changes or none. Never touches what is booked. */
  'accounts.save': {
    args: z.tuple([
      z.strictObject({
        changes: changesSchema,
        /** The version that the person saw; null: whatever it is. */
        version: z.number().int().nullable(),
        reason: z.string().trim().max(500).optional(),
      }),
    ]),
    reply: saveAccountsReplySchema,
  },
  'accounts.history': {
    args: z.tuple([z.number().int().min(1).max(1000)]),
    reply: z.array(
      z.object({
        version: z.number().int(),
        at: z.number().int(),
        who: z.string(),
        reason: z.string().nullable(),
        /** Null: of the time before versions were kept. */
        place: accountPlaceSchema.nullable(),
        old: z.string().nullable(),
        new: z.string().nullable(),
      }),
    ),
  },
} as const;
