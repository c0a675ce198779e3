/** The footer: rows per page, which rows are shown, and the ways to other pages. */
import { useId, useState, type ChangeEvent, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PAGE_SIZES } from '../../../shared/domain/job-list.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { useIsAnswer } from './use-spoken.ts';
import './Pager.css';

export interface PagerProps {
  /** From 0. */
  readonly page: number;
  readonly pageSize: number;
  /** Null: nothing is known before the first answer. */
  readonly total: number | null;
  /** False: at least `total`, the rest is still being counted. */
  readonly totalIsExact: boolean;
  /** What a person asked for, and when it was answered: only that is said, not rows that come by themselves. */
  readonly question: string;
  readonly answeredAt: number | null;
  /** At the left edge. */
  readonly sum: ReactNode;
  onPage(page: number): void;
  onPageSize(pageSize: number): void;
}

export function Pager(props: PagerProps) {
  const { page, pageSize, total, totalIsExact, sum, onPage, onPageSize } = props;
  const { t } = useTranslation();
  const sizeId = useId();
  const pages = total === null ? page + 1 : Math.max(1, Math.ceil(total / pageSize));
  const shownPage = Math.min(page, pages - 1);
  const sizes = PAGE_SIZES.includes(pageSize as (typeof PAGE_SIZES)[number])
    ? PAGE_SIZES
    : [...PAGE_SIZES, pageSize].sort((a, b) => a - b);

  const range =
    total === null
      ? ''
      : total === 0
        ? t('pager.rangeEmpty')
        : t(totalIsExact ? 'pager.range' : 'pager.rangeAtLeast', {
            from: shownPage * pageSize + 1,
            to: Math.min(total, (shownPage + 1) * pageSize),
            total,
          });
  const isAnswer = useIsAnswer(props.question, props.answeredAt);

  const step = (name: IconName, label: string, target: number, disabled: boolean) => (
    <button
      type="button"
      className="button button-icon"
      aria-label={label}
      title={label}
      // Not `disabled`: that would throw the keyboard's place away when the last page is reached.
      aria-disabled={disabled}
      onClick={() => {
        if (!disabled) onPage(target);
      }}
    >
      <Icon name={name} />
    </button>
  );

  return (
    <nav className="pager" aria-label={t('pager.label')}>
      {sum}
      <label htmlFor={sizeId}>{t('pager.pageSize')}</label>
      <select
        id={sizeId}
        className="field"
        value={pageSize}
        onChange={(event: ChangeEvent<HTMLSelectElement>) => onPageSize(Number(event.target.value))}
      >
        {sizes.map((size) => (
          <option key={size} value={size}>
            {size}
          </option>
        ))}
      </select>
      <span className="pager-range numbers" aria-live={isAnswer ? 'polite' : 'off'}>
        {range}
      </span>
      {step('first', t('pager.first'), 0, shownPage === 0)}
      {step('previous', t('pager.previous'), shownPage - 1, shownPage === 0)}
      <PageInput
        key={shownPage}
        page={shownPage}
        pages={pages}
        isKnown={total !== null}
        onPage={onPage}
      />
      {step('next', t('pager.next'), shownPage + 1, shownPage >= pages - 1)}
      {step('last', t('pager.last'), pages - 1, shownPage >= pages - 1)}
    </nav>
  );
}

/** A number instead of the original's list: with ten years of jobs the list would have 40,000 entries. */
function PageInput({
  page,
  pages,
  isKnown,
  onPage,
}: {
  readonly page: number;
  readonly pages: number;
  readonly isKnown: boolean;
  onPage(page: number): void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(String(page + 1));

  function submit(event?: FormEvent): void {
    event?.preventDefault();
    const wanted = Math.round(Number(text));
    if (text.trim() === '' || Number.isNaN(wanted)) {
      setText(String(page + 1));
      return;
    }
    const target = Math.min(Math.max(wanted, 1), pages) - 1;
    setText(String(target + 1));
    if (target !== page) onPage(target);
  }

  return (
    <form className="pager-page" onSubmit={submit}>
      <input
        className="field numbers"
        inputMode="numeric"
        aria-label={t('pager.page')}
        value={text}
        size={Math.max(3, String(pages).length)}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => submit()}
        onFocus={(event) => event.target.select()}
      />
      <span className="numbers">{isKnown && t('pager.pageOf', { count: pages })}</span>
    </form>
  );
}
