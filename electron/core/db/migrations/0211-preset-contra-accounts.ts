import type { Migration } from '../migration.ts';

/**
 * The presets' general contra accounts go: one account for all that moves a drawer is right for transit alone. Where a
 * preset was taken as it is, its rows are those of the same moment with its numbers, and the same chart's rows by
 * business case come in their place. A row that a person wrote or changed was made at another moment or has another
 * number: it stays and answers as before.
 */
const CHARTS = [
  {
    cash: '1000',
    surplus: '2700',
    transit: '1360',
    cases: [
      ['contra-cash-in', 'Privateinlage', '1890'],
      ['contra-cash-in', 'Geldtransit', '1360'],
      ['contra-cash-in', 'TrinkgeldAN', '1590'],
      ['contra-cash-out', 'Privatentnahme', '1800'],
      ['contra-cash-out', 'Lohnzahlung', '1740'],
      ['contra-cash-out', 'Geldtransit', '1360'],
      ['contra-cash-out', 'TrinkgeldAN', '1590'],
      ['contra-cash-out', 'MehrzweckgutscheinEinloesung', '1604'],
      ['contra-order', 'TrinkgeldAN', '1590'],
      ['contra-order', 'Forderungsaufloesung', '1410'],
    ],
  },
  {
    cash: '1600',
    surplus: '4830',
    transit: '1460',
    cases: [
      ['contra-cash-in', 'Privateinlage', '2180'],
      ['contra-cash-in', 'Geldtransit', '1460'],
      ['contra-cash-in', 'TrinkgeldAN', '1370'],
      ['contra-cash-out', 'Privatentnahme', '2100'],
      ['contra-cash-out', 'Lohnzahlung', '3720'],
      ['contra-cash-out', 'Geldtransit', '1460'],
      ['contra-cash-out', 'TrinkgeldAN', '1370'],
      ['contra-cash-out', 'MehrzweckgutscheinEinloesung', '3304'],
      ['contra-order', 'TrinkgeldAN', '1370'],
      ['contra-order', 'Forderungsaufloesung', '1210'],
    ],
  },
] as const;

const VALUES = CHARTS.flatMap(({ cash, cases }) =>
  cases.map(([type, name, account]) => `('${cash}', '${type}', '${name}', '${account}')`),
).join(',\n        ');

const PRESETS = CHARTS.map(
  ({ cash, surplus, transit }) => `('${cash}', '${surplus}', '${transit}')`,
).join(', ');

export const presetContraAccounts: Migration = {
  version: 211,
  name: 'preset-contra-accounts',
  sql: /* sql */ `
    CREATE TEMP TABLE gone AS
      WITH charts (cash, surplus, transit) AS (VALUES ${PRESETS}),
        general AS (SELECT * FROM accounts WHERE currency = 'EUR' AND store IS NULL AND pay_desk IS NULL
          AND payment_type IS NULL AND payment_name IS NULL)
      SELECT contra.id, contra.type, contra.account, charts.cash AS chart, contra.created_at AS at
      FROM charts
        JOIN general AS contra ON contra.account = charts.transit AND contra.type IN ('contra-cash-in', 'contra-cash-out')
        JOIN general AS cash ON cash.type = 'cash' AND cash.account = charts.cash AND cash.created_at = contra.created_at
        JOIN general AS surplus ON surplus.type = 'difference-surplus' AND surplus.account = charts.surplus
          AND surplus.created_at = contra.created_at;

    INSERT INTO journal (at, who, topic, subject, action, reason, details)
      SELECT at, 'program', 'account', json_array(type, 'EUR', '', '', '', ''), 'remove',
        'Contra accounts by business case replace the one of the preset.',
        json_object('place', json_object('type', type, 'currency', 'EUR'), 'old', account, 'new', NULL)
      FROM gone ORDER BY id;
    DELETE FROM accounts WHERE id IN (SELECT id FROM gone);

    INSERT INTO journal (at, who, topic, subject, action, reason, details)
      WITH cases (chart, type, name, account) AS (VALUES
        ${VALUES})
      SELECT (SELECT max(at) FROM gone), 'program', 'account', json_array(type, 'EUR', '', '', '', '', name, ''), 'set',
        'Contra accounts by business case replace the one of the preset.',
        json_object('place', json_object('type', type, 'currency', 'EUR', 'businessCase', name), 'old', NULL, 'new', account)
      FROM cases WHERE chart IN (SELECT chart FROM gone) ORDER BY type, name;
    INSERT INTO accounts (type, business_case, currency, account, created_at, version)
      SELECT json_extract(details, '$.place.type'), json_extract(details, '$.place.businessCase'), 'EUR',
        json_extract(details, '$.new'), at, id
      FROM journal WHERE topic = 'account' AND action = 'set' AND who = 'program'
        AND json_extract(details, '$.place.businessCase') IS NOT NULL ORDER BY id;
    DROP TABLE gone;
  `,
};
