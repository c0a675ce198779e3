/** One thing that hinders setting up: what happened, is the money safe, what to do, who helps; the original text folded. */
import { useTranslation } from 'react-i18next';
import type { SetupProblem } from '../../shared/domain/setup-problems.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/domain/time.ts';

const PARTS = ['what', 'money', 'todo', 'who'] as const;
/** Unit, from when on it is used, and its length. */
const STEPS = [
  ['day', 2 * DAY, DAY],
  ['hour', 2 * HOUR, HOUR],
] as const;

/** `7 minutes`, `3 hours`, `365 days` */
function lengthOf(ms: number, language: string): string {
  const [unit, , length] = STEPS.find(([, from]) => ms >= from) ?? (['minute', 0, MINUTE] as const);
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.max(1, Math.round(ms / length)),
  );
}

export function SetupProblemCard({
  problem,
  tone = 'bad',
}: {
  readonly problem: SetupProblem;
  /** `note`: it does not hinder now. */
  readonly tone?: 'bad' | 'note';
}) {
  const { t, i18n } = useTranslation();
  const { code, detail } = problem;
  const clock = code === 'clock-off' ? clockSentence(Number(detail)) : undefined;

  function clockSentence(seconds: number): string {
    const duration = lengthOf(Math.abs(seconds) * SECOND, i18n.language);
    return seconds > 0
      ? t('problemCard.clockAhead', { duration })
      : t('problemCard.clockBehind', { duration });
  }

  return (
    <div role={tone === 'bad' ? 'alert' : 'status'}>
      <dl className={`cause-card ${tone === 'bad' ? 'cause-bad' : ''}`} data-problem={code}>
        {PARTS.map((part) => (
          <div key={part}>
            <dt>{t(`problemCard.${part}`)}</dt>
            <dd>
              {t(`setupProblem.${code}.${part}`)} {part === 'what' && clock}
            </dd>
          </div>
        ))}
        {detail !== '' && clock === undefined && (
          <div>
            <dt className="visually-hidden">{t('problemCard.original')}</dt>
            <dd>
              <details className="fold">
                <summary>{t('problemCard.original')}</summary>
                <code lang="en">{detail}</code>
              </details>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}
