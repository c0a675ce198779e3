/* eslint-disable no-restricted-syntax -- A migration runs once, before any move of a job. */
import type { Migration } from '../migration.ts';

/** What an open job of the drawer is about, as its event tells it; `line` is the event's line. */
const LINE = `FROM json_each(pos_events.payload, '$.lines') AS line
  WHERE 'line:' || json_extract(line.value, '$.position') = jobs.part`;
const LINE_NAME = `coalesce(nullif(json_extract(line.value, '$.name'), ''), nullif(json_extract(line.value, '$.text'), ''))`;

const SETTLES_ONLY = `json_array_length(pos_events.payload, '$.lines') > 0 AND NOT EXISTS (
        SELECT 1 FROM json_each(pos_events.payload, '$.lines') AS line
        WHERE json_extract(line.value, '$.voided') IS NOT 1
          AND json_extract(line.value, '$.type') IS NOT 'Forderungsaufloesung')`;

/** Contra accounts by business case: what money was moved for decides, instead of its direction alone. */
export const businessCases: Migration = {
  version: 210,
  name: 'business-cases',
  sql: /* sql */ `
    ALTER TABLE accounts ADD COLUMN business_case TEXT;
    ALTER TABLE accounts ADD COLUMN business_name TEXT;
    DROP INDEX accounts_place;
    CREATE UNIQUE INDEX accounts_place ON accounts
      (type, currency, coalesce(payment_type, ''), coalesce(payment_name, ''), coalesce(business_case, ''),
       coalesce(business_name, ''), coalesce(store, ''), coalesce(pay_desk, ''));

    ALTER TABLE jobs ADD COLUMN business_case TEXT;
    ALTER TABLE jobs ADD COLUMN business_name TEXT;
    -- Open jobs of before: their events tell what they are about. Booked ones keep what they were booked with.
    UPDATE jobs SET
      business_case = (SELECT json_extract(line.value, '$.type') ${LINE}),
      business_name = (SELECT ${LINE_NAME} ${LINE})
      FROM pos_events WHERE pos_events.id = jobs.event_id AND jobs.state NOT IN ('booked', 'verified')
        AND jobs.type IN ('cash-in', 'cash-out') AND jobs.part LIKE 'line:%';
    UPDATE jobs SET business_case = 'TrinkgeldAN', business_name = text
      FROM pos_events WHERE pos_events.id = jobs.event_id AND jobs.state NOT IN ('booked', 'verified')
        AND jobs.type IN ('cash-in', 'cash-out') AND jobs.part = 'cash' AND pos_events.natural_key LIKE 'dsfinvk|%';
    UPDATE jobs SET business_case = 'MehrzweckgutscheinEinloesung'
      WHERE state NOT IN ('booked', 'verified') AND type IN ('cash-in', 'cash-out') AND part LIKE 'cash-back%'
        AND payment_type = 'voucher';
    UPDATE jobs SET business_case = iif(jobs.type = 'cash-in', 'Einzahlung', 'Auszahlung'), business_name = text
      FROM pos_events WHERE pos_events.id = jobs.event_id AND jobs.state NOT IN ('booked', 'verified')
        AND jobs.type IN ('cash-in', 'cash-out') AND pos_events.natural_key LIKE 'inbox|%';
    -- Receipts that settle a receivable and nothing else waited for an invoice that never comes.
    UPDATE jobs SET business_case = 'Forderungsaufloesung', needs_invoice = 0, state = 'waiting', cause = NULL, error = NULL
      FROM pos_events WHERE pos_events.id = jobs.event_id AND jobs.state IN ('waiting', 'waiting-invoice')
        AND jobs.needs_invoice = 1 AND pos_events.natural_key LIKE 'dsfinvk|%' AND ${SETTLES_ONLY};
    CREATE TRIGGER jobs_keep_their_case BEFORE UPDATE OF business_case, business_name ON jobs
      BEGIN SELECT raise(ABORT, 'a job keeps what its event said'); END;

    DROP INDEX jobs_attention;
    CREATE INDEX jobs_attention ON jobs
      (cause, type, (amount > 0), currency, payment_type, payment_name, business_case, business_name, store, pay_desk,
       amount, created_at)
      WHERE state = 'attention';
  `,
};
