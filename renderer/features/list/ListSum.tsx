/** The money of what the list finds, beneath the rows: exact, or said not to be known yet. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { PageSums } from '../../../shared/domain/job-list.ts';
import { useFormats } from '../../hooks/use-formats.ts';
import { useAppStore } from '../../store/app-store.ts';
import { activeFilters } from '../../store/filters.ts';
import { useJobView } from './use-job-view.ts';
import './ListSum.css';

export function ListSum() {
  const { t } = useTranslation();
  const { jobPage } = useAppStore();
  const sums = useStore(jobPage.store, (state) => state.sums);
  const jobView = useJobView();
  const formats = useFormats();
  const hasRows = useStore(jobPage.store, ({ total, exact }) => total > 0 || !exact);
  if (!hasRows) return null;
  if (sums === 'counting') return <span className="list-sum counting">{t('sum.counting')}</span>;
  if (sums === 'too-large') return <span className="list-sum">{t('sum.tooLarge')}</span>;
  const isFiltered = activeFilters(jobView).length > 0 || jobView.search.trim() !== '';
  return (
    <span className="list-sum numbers" title={t('sum.help')}>
      {t(isFiltered ? 'sum.filtered' : 'sum.all', { sums: formats.sums(sums) ?? '' })}
    </span>
  );
}

/** The money of the chosen jobs, beside their number. */
export function ChosenSum({ sums }: { readonly sums: PageSums }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (sums === 'counting') return <span className="counting">{t('sum.counting')}</span>;
  const text = sums === 'too-large' ? t('sum.tooLarge') : formats.sums(sums);
  return text === null ? null : <span className="numbers">{text}</span>;
}
