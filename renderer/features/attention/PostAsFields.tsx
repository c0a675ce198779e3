/** The fields for a posting in place of a waiting event: its type, and the contra account of this one posting. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PostAs, ProblemVersion } from '../../../shared/contract/contract.ts';
import { accountNumberSchema } from '../../../shared/domain/accounts.ts';
import type { ChartAccount } from '../../../shared/domain/assignment.ts';
import { isOrderType, type JobType } from '../../../shared/domain/job.ts';
import { useAppStore } from '../../store/app-store.ts';
import { AccountField } from '../../ui/accounts/AccountField.tsx';

export interface TypedPosting {
  readonly type: JobType;
  /** Empty: as assigned. */
  readonly account: string;
}

/** @returns undefined while the typed account is no account number */
export function postAsOf(typed: TypedPosting, waiting: JobType): PostAs | undefined {
  const account = isOrderType(typed.type) ? '' : typed.account.trim();
  if (account !== '' && !accountNumberSchema.safeParse(account).success) return undefined;
  return {
    ...(typed.type !== waiting && { type: typed.type }),
    ...(account !== '' && { account }),
  };
}

export function PostAsFields({
  job,
  types,
  typed,
  onType,
}: {
  /** The job that waits. */
  readonly job: ProblemVersion['jobs'][number];
  readonly types: readonly JobType[];
  readonly typed: TypedPosting;
  onType(typed: TypedPosting): void;
}) {
  const { t } = useTranslation();
  const chart = useChart(job.currency);
  const isBad = postAsOf(typed, job.type) === undefined;
  return (
    <fieldset className="post-as">
      <legend>{t('problems.postAs')}</legend>
      {types.length > 0 && (
        <label>
          {t('problems.postType')}
          <select
            className="field"
            value={typed.type}
            onChange={(event) => onType({ ...typed, type: event.target.value as JobType })}
          >
            {[...new Set([job.type, ...types])].map((type) => (
              <option key={type} value={type}>
                {t(`type.${type}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      {!isOrderType(typed.type) && (
        <div className="post-account">
          <span aria-hidden="true">{t('problems.postAccount')}</span>
          <AccountField
            label={t('problems.postAccount')}
            value={typed.account}
            placeholder={t('problems.postAssigned')}
            chart={chart}
            fault={isBad ? 'invalid' : null}
            onChange={(account) => onType({ ...typed, account })}
          />
        </div>
      )}
    </fieldset>
  );
}

/** RetailSuite's open accounts in a currency; empty until they came, and where they cannot be read. */
function useChart(currency: string): readonly ChartAccount[] {
  const { client } = useAppStore();
  const [chart, setChart] = useState<readonly ChartAccount[]>([]);
  useEffect(() => {
    let current = true;
    client.call('accounts.chart', false).then(
      ({ accounts }) => {
        if (current) setChart(accounts.filter((one) => one.currency === currency && !one.locked));
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client, currency]);
  return chart;
}
