/** A button to the month before or after. */
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.tsx';

export interface MonthStepProps {
  readonly months: -1 | 1;
  onStep(months: number): void;
}

export function MonthStep({ months, onStep }: MonthStepProps) {
  const { t } = useTranslation();
  const name = t(months < 0 ? 'closing.monthBefore' : 'closing.monthNext');
  return (
    <button
      type="button"
      className="button button-icon"
      aria-label={name}
      title={name}
      onClick={() => onStep(months)}
    >
      <Icon name={months < 0 ? 'previous' : 'next'} />
    </button>
  );
}
