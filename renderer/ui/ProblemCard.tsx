/** One thing that the import held back: what, whether money is concerned, what to do, and the numbers. */
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../shared/contract/contract.ts';
import type { LocatedProblem } from '../../shared/domain/ingest-report.ts';
import type { Formats } from '../format/formats.ts';
import type { Translate } from '../locales/i18n.ts';
import './JobCards.css';

interface Words {
  readonly title: string;
  readonly text: string;
  readonly next: string;
  readonly reasons: readonly string[];
}

export function ProblemCard({
  problem,
  formats,
}: {
  readonly problem: Problem;
  readonly formats: Formats;
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
          <li key={index} lang="en">
            {reason}
          </li>
        ))}
      </ul>
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
        reasons: reasons.map((reason) => located(reason, t)),
      };
    }
    case 'conflict':
      return {
        title: t('problems.conflictTitle'),
        text: t('problems.conflictText'),
        next: t('problems.conflictNext'),
        reasons: [`${problem.conflict.origin}: ${problem.conflict.message}`],
      };
    case 'rejected':
      return {
        title: t('problems.rejectedTitle'),
        text: t('problems.rejectedText'),
        next: t('problems.rejectedNext'),
        reasons: [located(problem.problem, t)],
      };
    case 'source-failed':
      return {
        title: t('problems.sourceTitle'),
        text: t('problems.sourceText'),
        next: t('problems.sourceNext'),
        reasons: [located(problem.problem, t)],
      };
  }
}

/** `transactions.csv, line 17, column BRUTTO: …` */
function located(problem: LocatedProblem, t: Translate): string {
  const place = [
    problem.file,
    problem.line !== undefined && t('problems.line', { line: problem.line }),
    problem.column !== undefined && t('problems.columnAt', { column: problem.column }),
  ]
    .filter(Boolean)
    .join(', ');
  return `${place}: ${problem.message}`;
}
