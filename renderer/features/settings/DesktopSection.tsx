/** Settings: what the program does while its window is closed, and whether it starts with the system. */
import { useTranslation } from 'react-i18next';
import type { CallArgs } from '../../../shared/contract/contract.ts';
import { useFailed } from '../../hooks/use-failed.ts';
import { useAppStore } from '../../store/app-store.ts';
import { Section } from './Section.tsx';
import { useDesktop } from './use-desktop.ts';

export function DesktopSection() {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const failed = useFailed('desktop.failed');
  const [state, setState] = useDesktop();

  function save(change: CallArgs<'desktop.set'>[0]): void {
    client.call('desktop.set', change).then((stored) => {
      setState(stored);
      notices.show('good', t('desktop.saved'));
    }, failed);
  }

  if (state === null) return null;
  const isDesktop = state.kind === 'desktop';
  return (
    <Section name="desktop" text={t(isDesktop ? 'desktop.text' : 'desktop.browser')}>
      {isDesktop &&
        (state.tray ? (
          <div className="form-field">
            <label className="check">
              <input
                type="checkbox"
                checked={state.keepInTray}
                onChange={(event) => save({ keepInTray: event.target.checked })}
              />
              {t('desktop.keepInTray')}
            </label>
            <p className="form-help">{t('desktop.keepInTrayHelp')}</p>
          </div>
        ) : (
          <p>{t('desktop.noTray')}</p>
        ))}
      {isDesktop &&
        (state.autostart === null ? (
          <p className="form-help">{t('desktop.noAutostart')}</p>
        ) : (
          <label className="check">
            <input
              type="checkbox"
              checked={state.autostart}
              onChange={(event) => save({ autostart: event.target.checked })}
            />
            {t('desktop.autostart')}
          </label>
        ))}
    </Section>
  );
}
