/** First contact with a workspace: a report that a person can read and send; it holds names and types, and no content. */
import type { FirstContact } from '../../../shared/contract/contract.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import { proposal, type CallFinding, type Examined } from '../../core/rs/index.ts';
import type { Connection } from './connection.ts';

const LIMIT_MS = 120_000;

/** @returns undefined while nobody is signed in */
export async function probeCalls(
  connection: Connection,
  asked: Examined,
  parts: { readonly clock: Clock; readonly version: string },
): Promise<FirstContact | undefined> {
  const examiner = connection.connector();
  if (!examiner) return undefined;
  const findings = await examiner.examine(asked, AbortSignal.timeout(LIMIT_MS));
  const fields = proposal(findings);
  const dialect = connection.dialectVersion();
  const isUnderstood = findings.every(({ verdict }) => GOOD.includes(verdict));
  const report = {
    at: parts.clock(),
    version: parts.version,
    dialect,
    isUnderstood,
    calls: findings.map((finding) => ({
      ...finding,
      fields: finding.fields.map((field) => ({ ...field, instead: [...field.instead] })),
      unknown: finding.unknown.map((field) => ({ ...field })),
    })),
    proposal: Object.keys(fields).length === 0 ? null : { version: 1 as const, fields },
  };
  return { ...report, text: textOf(report) };
}

const GOOD: readonly CallFinding['verdict'][] = ['understood', 'no-rows', 'not-asked'];

function textOf(report: Omit<FirstContact, 'text'>): string {
  const calls = report.calls.flatMap(({ call, name, verdict, said, fields, unknown }) => [
    '',
    `${call}: ${verdict}`,
    `  ${name}`,
    `  ${said}`,
    ...fields
      .filter(({ isGood }) => !isGood)
      .map(
        ({ field, name: lookedFor, expected, came, instead }) =>
          `  - ${field} as "${lookedFor}": expected ${expected}, ${came}` +
          (instead.length > 0 ? `; may be ${instead.join(' or ')}` : ''),
      ),
    ...(verdict === 'otherwise' && unknown.length > 0
      ? [`  came: ${unknown.map(({ name: other, type }) => `${other} (${type})`).join(', ')}`]
      : []),
  ]);
  return [
    `First contact with RetailSuite, ${new Date(report.at).toISOString()}, program ${report.version}, dialect: ${report.dialect ?? 'assumed names'}`,
    report.isUnderstood
      ? 'Every call that was asked is understood.'
      : 'Not every call is understood. Nothing was booked or changed by asking.',
    ...calls,
    ...(report.proposal
      ? [
          '',
          'Proposed for rs-dialect.json (check it, then probe again):',
          JSON.stringify(report.proposal, null, 2),
        ]
      : []),
  ].join('\n');
}
