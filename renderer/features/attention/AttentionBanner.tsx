/** Above the list: how many documents need a person, what holds up all of them, and the way to what can be done. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { MINUTE } from '../../../shared/domain/time.ts';
import { heldUp, deservesBanner, needsSettings } from '../../format/pause.ts';
import { formatRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { useNow } from '../../ui/use-now.ts';
import { useFormats } from '../../hooks/use-formats.ts';

export function AttentionBanner() {
  const { t } = useTranslation();
  const { clock, sync } = useAppStore();
  const formats = useFormats();
  const now = useNow(clock, MINUTE / 2);
  const status = useStore(sync.store, ({ snapshot }) => snapshot?.status);
  if (!status) return null;
  const { attention } = status;
  const held = heldUp(status);
  return (
    <>
      {held && deservesBanner(held, now) && (
        <div className="banner" role="status">
          <strong>{t(`cause.${held.cause}.what`)}</strong>
          {needsSettings(held) ? (
            <a href={formatRoute({ name: 'settings' })}>
              {t(held.cause === 'not-connected' ? 'attention.connect' : 'attention.signIn')}
            </a>
          ) : (
            <a href={formatRoute({ name: 'attention' })}>{t('attention.bannerMeaning')}</a>
          )}
        </div>
      )}
      {attention.count > 0 && (
        <div className="banner" role="status">
          <strong>
            {t('attention.banner', {
              count: attention.count,
              money: formats.sums(attention.sums) ?? '',
            })}
          </strong>
          <a href={formatRoute({ name: 'attention' })}>{t('attention.bannerLink')}</a>
        </div>
      )}
    </>
  );
}
