/** How an amount is read that could be read in two ways. */
import { useTranslation } from 'react-i18next';
import { isAmbiguousAmount, parseAmount } from '../../../shared/domain/amount-text.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useJobView } from './use-job-view.ts';
import './SearchNote.css';

export function SearchNote() {
  const { t } = useTranslation();
  const { amount } = useFormats();
  const typed = useJobView().search.trim();
  const minor = isAmbiguousAmount(typed) ? parseAmount(typed) : undefined;
  if (minor === undefined) return null;
  return (
    <p className="search-note quiet" role="status">
      {t('search.ambiguous', {
        typed,
        amount: amount(minor),
        other: amount(Math.trunc(minor / 1_000)),
      })}
    </p>
  );
}
