/** Above the list: how many documents need a person, and the way to their causes. */
import { useTranslation } from 'react-i18next';
import type { Tally } from '../../../shared/contract/contract.ts';
import { formatRoute } from '../../router.ts';
import { useFormats } from '../list/use-window.ts';

export function AttentionBanner({ attention }: { readonly attention: Tally }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (attention.count === 0) return null;
  return (
    <div className="banner" role="status">
      <strong>
        {t('attention.banner', {
          count: attention.count,
          money: formats.sums(attention.sums) ?? '',
        })}
      </strong>
      <a href={formatRoute({ name: 'attention' })}>{t('attention.bannerLink')}</a>
    </div>
  );
}
