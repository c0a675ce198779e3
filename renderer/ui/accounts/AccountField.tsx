/** A field for an account number, with RetailSuite's accounts on offer and a fault named beside it. */
import { useId } from 'react';
import type { AccountFault, ChartAccount } from '../../../shared/domain/assignment.ts';
import { useTranslation } from 'react-i18next';
import './AccountField.css';

export interface AccountFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  /** RetailSuite's accounts in the currency of this one. */
  readonly chart: readonly ChartAccount[];
  readonly fault: AccountFault | 'invalid' | null;
  onChange(value: string): void;
}

export function AccountField(props: AccountFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const { label, value, placeholder, chart, fault } = props;
  const known = chart.find(({ number }) => number === value.trim());
  return (
    <>
      <input
        className="field"
        aria-label={label}
        aria-invalid={fault === null ? undefined : true}
        aria-describedby={`${id}-says`}
        inputMode="numeric"
        autoComplete="off"
        list={`${id}-list`}
        placeholder={placeholder}
        value={value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <datalist id={`${id}-list`}>
        {chart.map(({ number, description }) => (
          <option key={number} value={number}>
            {description}
          </option>
        ))}
      </datalist>
      <span id={`${id}-says`} className={fault === null ? 'account-says' : 'account-fault'}>
        {fault === null
          ? (known?.description ?? '')
          : fault === 'invalid'
            ? t('accounts.invalid')
            : t(`accountFault.${fault}`)}
      </span>
    </>
  );
}
