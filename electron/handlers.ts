/** The contract's calls, each answered from the database and the engine. */
import type { Handlers, JobDetails } from '../shared/contract/contract.ts';
import { CallError } from '../shared/contract/result.ts';
import {
  readPreferences,
  preferencesSchema,
  type Preferences,
} from '../shared/domain/preferences.ts';
import type { Clock } from '../shared/domain/time.ts';
import { fromWireNumber } from '../shared/domain/money.ts';
import type { EngineStatus } from '../shared/contract/contract.ts';
import type { JobList } from './db/job-list.ts';
import type { ProblemList } from './db/problems.ts';
import type { Setting, SettingsStore } from './db/settings.ts';
import type { Engine } from './engine/engine.ts';
import type { Posting } from './rs/connector.ts';

const PROBLEMS_SHOWN = 200;

const PREFERENCES: Setting<Preferences> = { key: 'preferences', schema: preferencesSchema };

export interface HandlerParts {
  readonly list: JobList;
  readonly problems: ProblemList;
  readonly settings: SettingsStore;
  readonly engine: Engine;
  readonly status: () => EngineStatus;
  readonly revision: () => number;
  readonly clock: Clock;
  readonly version: string;
  readonly demo: boolean;
  readonly folder: string;
  readonly timeZone: string;
}

export function createHandlers(parts: HandlerParts): Handlers {
  const { list, problems, settings, engine, clock } = parts;
  return {
    'app.snapshot': () => ({
      revision: parts.revision(),
      version: parts.version,
      demo: parts.demo,
      dataFolder: parts.folder,
      timeZone: parts.timeZone,
      status: parts.status(),
      preferences: readPreferences(settings.raw(PREFERENCES.key)),
      openProblems: problems.count(),
    }),
    'jobs.page': (request) => ({ ...list.page(request), asOf: clock() }),
    'jobs.details': (id) => details(parts, id),
    'jobs.retry': (ids) => {
      const started = engine.retry(ids).length;
      return { started, refused: ids.length - started };
    },
    'engine.kick': async () => {
      const { pending, aside } = parts.status();
      const { alreadyRunning } = await engine.kick();
      return { alreadyRunning, jobs: pending.count - aside.count };
    },
    'problems.list': () => ({ problems: problems.open(PROBLEMS_SHOWN), total: problems.count() }),
    'preferences.save': (preferences) => {
      settings.set(PREFERENCES, preferences);
      return null;
    },
  };
}

function details({ list, engine }: HandlerParts, id: number): JobDetails {
  const job = list.row(id);
  const facts = list.facts(id);
  if (!job || !facts) throw new CallError('not_found', `There is no job ${id}.`);
  const sent = list.lastPosting(id);
  const posting = sent === null ? engine.preview(id) : (JSON.parse(sent) as Posting);
  return {
    job,
    parameter: posting && JSON.stringify(posting, null, 2),
    parameterIsPreview: sent === null,
    error: facts.error,
    text: facts.text,
    booking: posting && {
      debit: posting.umsatz > 0 ? posting.konto : String(posting.gegkonto),
      credit: posting.umsatz > 0 ? String(posting.gegkonto) : posting.konto,
      amount: Math.abs(fromWireNumber(posting.umsatz, posting.currency) ?? job.amount),
      currency: posting.currency,
    },
    attempts: list.attempts(id),
    event: {
      naturalKey: facts.naturalKey,
      origin: facts.origin,
      source: facts.source,
      sourceSha256: facts.sourceSha256,
      receivedAt: facts.receivedAt,
      occurredAt: facts.occurredAt,
      closing: facts.closing,
      payload: facts.payload,
    },
    siblings: list.siblings(facts.eventId, id),
  };
}
