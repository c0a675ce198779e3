/** The answers of a cause's card below its headline: is the money safe, what to do, who helps. */
import { useTranslation } from 'react-i18next';
import type { Cause } from '../../../shared/domain/causes.ts';

const QUESTIONS = { money: 'cardMoney', todo: 'cardTodo', who: 'cardWho' } as const;

export function CauseAnswers({ cause }: { readonly cause: Cause }) {
  const { t } = useTranslation();
  return (
    <dl>
      {(['money', 'todo', 'who'] as const).map((part) => (
        <div key={part}>
          <dt>{t(`details.${QUESTIONS[part]}`)}</dt>
          <dd>{t(`cause.${cause}.${part}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
