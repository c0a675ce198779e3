/** The accounts of one scope in one currency: own ones, inherited ones in place, changed ones until they are saved. */
import { useTranslation } from 'react-i18next';
import {
  accountNumberSchema,
  CONTRA_TYPES,
  type AccountRow,
} from '../../../shared/domain/accounts.ts';
import {
  placeKey,
  type AccountFault,
  type AccountPlace,
  type ChartAccount,
} from '../../../shared/domain/assignment.ts';
import type { Translate } from '../../locales/i18n.ts';
import { AccountField } from './AccountField.tsx';
import type { Draft } from './account-draft.ts';
import { accountAt, slotOfRow, slotToWords, type Scope, type Slot } from './account-slots.ts';
import './AccountTable.css';

export function AccountTable(props: {
  readonly scope: Scope;
  readonly currency: string;
  readonly slots: readonly Slot[];
  readonly rows: readonly AccountRow[];
  readonly chart: readonly ChartAccount[];
  readonly draft: Draft;
  readonly faults: ReadonlyMap<string, AccountFault>;
  onDraft(place: AccountPlace, text: string, saved: string): void;
}) {
  const { t } = useTranslation();
  const { scope, currency, slots, rows, draft, faults } = props;
  const chart = props.chart.filter((account) => account.currency === currency && !account.locked);
  return (
    <table className="account-table">
      <thead>
        <tr>
          <th scope="col">{t('accounts.kind')}</th>
          <th scope="col">{t('accounts.account')}</th>
        </tr>
      </thead>
      <tbody>
        {slots.map((slot) => {
          const { place, own, inherited } = accountAt(rows, slot, currency, scope);
          const key = placeKey(place);
          const typed = draft.get(key);
          const value = typed?.text ?? own?.account ?? '';
          const kind = slotToWords(slot, t);
          const isNumber = accountNumberSchema.safeParse(value.trim()).success;
          return (
            <tr key={key}>
              <th scope="row">{kind}</th>
              <td>
                <div className="account-cell">
                  <AccountField
                    label={t('accounts.accountOf', { kind })}
                    value={value}
                    {...(inherited && { placeholder: inherited.account })}
                    chart={chart}
                    fault={value.trim() !== '' && !isNumber ? 'invalid' : (faults.get(key) ?? null)}
                    onChange={(text) => props.onDraft(place, text, own?.account ?? '')}
                  />
                  {value === '' && (
                    <span className="account-says">
                      {inherited
                        ? inheritedFrom(inherited, slot, scope, t)
                        : slot.type === 'voucher-refund'
                          ? t('accounts.optional')
                          : CONTRA_TYPES.includes(slot.type) && slot.businessCase === undefined
                            ? t('accounts.general')
                            : t('accounts.missing')}
                    </span>
                  )}
                  {value !== '' && inherited && (
                    <button
                      type="button"
                      className="button button-text button-small"
                      aria-label={t('accounts.removeOf', { kind })}
                      onClick={() => props.onDraft(place, '', own?.account ?? '')}
                    >
                      {t('accounts.remove')}
                    </button>
                  )}
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A general kind of the same scope, or the same kind of a wider one. */
function inheritedFrom(row: AccountRow, slot: Slot, scope: Scope, t: Translate): string {
  const { account } = row;
  const isSameScope =
    row.payDesk === scope.payDesk && (row.payDesk ?? row.store) === (scope.payDesk ?? scope.store);
  const isSameKind =
    row.type === slot.type &&
    row.paymentType === slot.paymentType &&
    row.businessCase === slot.businessCase &&
    row.businessName === slot.businessName;
  if (isSameScope && !isSameKind) {
    const { paymentName: _name, ...shared } = slotOfRow(row);
    const kind = slotToWords(shared, t);
    return t('accounts.inheritedKind', { account, kind });
  }
  return t(
    row.store === undefined && row.payDesk === undefined
      ? 'accounts.inheritedGlobal'
      : 'accounts.inheritedStore',
    { account },
  );
}
