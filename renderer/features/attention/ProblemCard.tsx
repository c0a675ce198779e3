/** One thing that the import held back: what, whether money is concerned, what to do, and the numbers. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../shared/contract/contract.ts';
import type { Conflict, LocatedProblem } from '../../../shared/domain/ingest-report.ts';
import type { Formats } from '../../format/formats.ts';
import type { Translate } from '../../locales/i18n.ts';
import './ProblemCard.css';

interface Words {
  readonly title: string;
  readonly text: string;
  readonly next: string;
  readonly reasons: readonly Reason[];
}

interface Reason {
  /** File and line. */
  readonly place: string;
  /** The same with the column, by the name that the format gives it. */
  readonly technicalPlace: string;
  readonly sentence: string;
  /** The import's own message, in English, for the maker of the till. */
  readonly original: string;
}

export function ProblemCard({
  problem,
  formats,
  children,
}: {
  readonly problem: Problem;
  readonly formats: Formats;
  /** The decisions on offer, or the one that was made. */
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation();
  const words = describe(problem.problem, t, formats);
  return (
    <section className="card cause-card">
      <div>
        <h2>{words.title}</h2>
        <p className="quiet">
          {t('problems.found', {
            when: formats.dateTime(problem.receivedAt),
            source: problem.source,
          })}
        </p>
      </div>
      <p>
        {words.text} {words.next}
      </p>
      <ul className="problem-reasons" aria-label={t('problems.reasons')}>
        {words.reasons.map((reason, index) => (
          // Reasons have no id of their own, and the list never changes its order.
          <li key={index}>
            {reason.sentence} <span className="quiet">({reason.place})</span>
          </li>
        ))}
      </ul>
      <details className="fold">
        <summary>{t('details.rawError')}</summary>
        {words.reasons.map((reason, index) => (
          <p key={index} lang="en">
            {reason.technicalPlace}: {reason.original}
          </p>
        ))}
      </details>
      {children}
    </section>
  );
}

function describe(problem: Problem['problem'], t: Translate, formats: Formats): Words {
  switch (problem.kind) {
    case 'blocked-closing': {
      const { closing, payDesk, businessDay, reasons } = problem.closing;
      const title = t('problems.closingTitle', { closing, payDesk });
      return {
        title:
          businessDay === undefined
            ? title
            : `${title} · ${t('problems.closingDay', { day: formats.day(businessDay) })}`,
        text: t('problems.closingText'),
        next: t('problems.closingNext'),
        reasons: reasons.map((reason) => located(reason, t, formats)),
      };
    }
    case 'conflict': {
      const { code } = problem.conflict;
      return {
        title: t(`conflictCard.${code}.title`),
        text: t(`conflictCard.${code}.money`),
        next: t(`conflictCard.${code}.todo`),
        reasons: [
          {
            place: problem.conflict.origin,
            technicalPlace: problem.conflict.origin,
            sentence: problemSentence(
              `conflict.${problem.conflict.code}`,
              problem.conflict,
              t,
              formats,
            ),
            original: problem.conflict.message,
          },
        ],
      };
    }
    case 'rejected':
      return {
        title: t('problems.rejectedTitle'),
        text: t('problems.rejectedText'),
        next: t('problems.rejectedNext'),
        reasons: [located(problem.problem, t, formats)],
      };
    case 'source-failed':
      return {
        title: t('problems.sourceTitle'),
        text: t('problems.sourceText'),
        next: t('problems.sourceNext'),
        reasons: [located(problem.problem, t, formats)],
      };
  }
}

/** Place (`transactions.csv, line 17`) and sentence. */
function located(problem: LocatedProblem, t: Translate, formats: Formats): Reason {
  const { file, line, column } = problem;
  const place = line === undefined ? file : `${file}, ${t('problems.line', { line })}`;
  return {
    place,
    technicalPlace:
      column === undefined ? place : `${place}, ${t('problems.columnAt', { column })}`,
    sentence: problemSentence(`reason.${problem.code}`, problem, t, formats),
    original: problem.message,
  };
}

/** Values that may be names of the format's fields. */
const FIELD_VALUES: readonly string[] = ['what', 'missing', 'column'];
const FIELDS = [
  'Z_SE_ZAHLUNGEN',
  'Z_SE_BARZAHLUNGEN',
  'Z_UMS_BRUTTO',
  'Z_BUCHUNGSTAG',
  'Z_ERSTELLUNG',
] as const;

/** What a field holds, in words; what is no field known here stays as it is. */
function fieldsToWords(names: string, t: Translate): string {
  return names
    .split(', ')
    .map((name) => {
      const known = FIELDS.find((field) => field === name);
      return known ? t(`dsfinvkField.${known}`) : name;
    })
    .join(', ');
}

/** Problems that were stored before sentences had values fall back to the import's own message. */
export function problemSentence(
  key: `reason.${LocatedProblem['code']}` | `conflict.${Conflict['code']}`,
  { values, message }: Pick<LocatedProblem, 'values' | 'message'>,
  t: Translate,
  formats: Formats,
): string {
  const named = Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      typeof value === 'object'
        ? formats.money(value.amount, value.currency)
        : FIELD_VALUES.includes(name)
          ? fieldsToWords(String(value), t)
          : value,
    ]),
  );
  const names = [...t(key, { skipInterpolation: true }).matchAll(/\{\{(\w+)\}\}/g)];
  return names.every(([, name = '']) => name in named) ? t(key, named) : message;
}
