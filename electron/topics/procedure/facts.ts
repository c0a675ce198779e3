/** What the procedure description says of this installation: its places, accounts, rules, settings and versions; no secret. */
import type { AccountPlace } from '../../../shared/domain/assignment.ts';
import type { AccountStore } from '../../core/db/accounts.ts';
import type { Facts } from '../../core/db/procedure-versions.ts';
import type { FolderRows } from '../../core/db/tax-folder.ts';
import type { SettingsStore } from '../../core/db/settings.ts';
import type { Connection } from '../connection/connection.ts';
import { DATEV_PLAN } from '../datev/plan.ts';
import type { ProgramSettingsStore } from '../settings/program-settings.ts';

/** Facts of one kind stand together: `account.…`, `setting.…`. */
export const FACT_KINDS = [
  'program',
  'retail-suite',
  'store',
  'pay-desk',
  'account',
  'rule',
  'setting',
] as const;
export type FactKind = (typeof FACT_KINDS)[number];

export interface FactSources {
  /** Of the program. */
  readonly version: string;
  readonly timeZone: string;
  readonly rows: Pick<FolderRows, 'places' | 'explanations' | 'schemaVersion'>;
  readonly accounts: Pick<AccountStore, 'all'>;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly programSettings: Pick<ProgramSettingsStore, 'current'>;
  readonly connection: Pick<Connection, 'stored' | 'dialectVersion'>;
}

export function factsOf(sources: FactSources): Facts {
  const { rows, accounts, settings, connection, version, timeZone } = sources;
  const facts: Record<string, string> = {};
  const put = (kind: FactKind, name: string, value: string | number | boolean | null) => {
    facts[`${kind}.${name}`] = String(value ?? '–');
  };
  put('program', 'version', version);
  put('program', 'database', rows.schemaVersion());
  put('program', 'time-zone', timeZone);
  put('retail-suite', 'address', connection.stored()?.baseUrl ?? null);
  put('retail-suite', 'dialect', connection.dialectVersion());
  for (const place of rows.places()) {
    const state = place.offSince === null ? '' : ' (off)';
    const merged = place.mergedInto === null ? '' : ` → ${place.mergedInto}`;
    const store = place.store === null ? '' : ` @ ${place.store}`;
    put(place.kind, place.id, `${place.name}${store}${merged}${state}`);
  }
  for (const account of accounts.all()) {
    put('account', accountName(account), account.account);
  }
  for (const [name, reason] of standingRules(rows)) put('rule', name, reason);
  const { backup, retention, quietHours, openingDifferenceLimits, ...plain } =
    sources.programSettings.current();
  for (const [name, value] of Object.entries(plain)) put('setting', name, value);
  put('setting', 'quietHours', quietHours && `${quietHours.from}–${quietHours.to}`);
  for (const [name, value] of Object.entries(backup)) put('setting', `backup.${name}`, value);
  for (const [name, value] of Object.entries(retention)) put('setting', `retention.${name}`, value);
  for (const [store, cents] of Object.entries(openingDifferenceLimits)) {
    put('setting', `openingDifferenceLimit.${store}`, cents);
  }
  for (const [name, value] of Object.entries(settings.get(DATEV_PLAN) ?? {})) {
    put('setting', `datev.${name}`, value);
  }
  return facts;
}

/** `cash / EUR`, `non-cash / EUR / ECKarte / @Berlin`, `contra-cash-out / EUR / Auszahlung / Briefmarken / #K1`. */
function accountName(place: AccountPlace): string {
  const { type, currency, paymentType, paymentName, businessCase, businessName } = place;
  const store = place.store === undefined ? undefined : `@${place.store}`;
  const payDesk = place.payDesk === undefined ? undefined : `#${place.payDesk}`;
  return [type, currency, paymentType, paymentName, businessCase, businessName, store, payDesk]
    .filter((part) => part !== undefined)
    .join(' / ');
}

/** Explanations that hold for whatever a till leaves out, and were not taken back. */
function standingRules({ explanations }: FactSources['rows']): [string, string][] {
  const all = explanations();
  const gone = new Set(all.map(({ takesBack }) => takesBack));
  return all
    .filter(({ id, first, takesBack }) => first === null && takesBack === null && !gone.has(id))
    .map(({ id, payDesk, kind, reason }) => [`${payDesk} / ${kind ?? '*'} / ${id}`, reason]);
}
