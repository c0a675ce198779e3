/** The answers of a card below its headline: is the money safe, what to do, who helps. */
import { useTranslation } from 'react-i18next';
import type { Cause } from '../../../shared/domain/causes.ts';

const QUESTIONS = { money: 'cardMoney', todo: 'cardTodo', who: 'cardWho' } as const;
type Question = keyof typeof QUESTIONS;

export function Answers({ answers }: { readonly answers: Readonly<Record<Question, string>> }) {
  const { t } = useTranslation();
  return (
    <dl>
      {(['money', 'todo', 'who'] as const).map((part) => (
        <div key={part}>
          <dt>{t(`details.${QUESTIONS[part]}`)}</dt>
          <dd>{answers[part]}</dd>
        </div>
      ))}
    </dl>
  );
}

export function CauseAnswers({ cause }: { readonly cause: Cause }) {
  const { t } = useTranslation();
  return (
    <Answers
      answers={{
        money: t(`cause.${cause}.money`),
        todo: t(`cause.${cause}.todo`),
        who: t(`cause.${cause}.who`),
      }}
    />
  );
}
