/** The tab SETTINGS: connection, schedule, folders, appearance, backup, data folder. Saved settings hold at once. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { messageOfError } from '../../api.ts';
import { formatRoute } from '../../router.ts';
import { useAppStore } from '../../store/app-store.ts';
import { Loading } from '../../ui/Loading.tsx';
import { LoadError } from '../../ui/LoadError.tsx';
import { useSetupState } from '../../hooks/use-setup-state.ts';
import { BackupSection } from './BackupSection.tsx';
import { ConnectionSection } from './ConnectionSection.tsx';
import { DesktopSection } from './DesktopSection.tsx';
import { FoldersSection } from './FoldersSection.tsx';
import { NotificationSection } from './NotificationSection.tsx';
import { RetentionSection } from './RetentionSection.tsx';
import { ScheduleSection } from './ScheduleSection.tsx';
import { SectionNav } from './SectionNav.tsx';
import { Section, type SectionProps } from './Section.tsx';
import { UpdateSection } from './UpdateSection.tsx';
import './Settings.css';

export function Settings() {
  const { t } = useTranslation();
  const { client, notices } = useAppStore();
  const { state, error, reload } = useSetupState();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  if (state === null) {
    return error === null ? (
      <Loading />
    ) : (
      <LoadError reason={error} onReload={() => void reload()} />
    );
  }

  const save: SectionProps['save'] = async (change) => {
    try {
      const reply = await client.call('settings.save', change);
      if (!reply.ok) return reply.problem;
      await reload();
      notices.show('good', t('settings.saved'));
      return undefined;
    } catch (failure) {
      return { code: 'unexpected', detail: messageOfError(failure) };
    }
  };
  const props: SectionProps = { state, save, onChanged: reload };

  return (
    <div className="page">
      <div className="settings-layout">
        <SectionNav />
        <div className="settings">
          <h1 ref={heading} tabIndex={-1}>
            {t('settings.title')}
          </h1>
          <ConnectionSection {...props} />
          <ScheduleSection {...props} />
          <FoldersSection {...props} />
          <BackupSection {...props} />
          <RetentionSection {...props} />
          <Appearance />
          <NotificationSection />
          <DesktopSection />
          <UpdateSection {...props} />
          <DataSection />
          <Section name="support" text={t('support.settingsText')}>
            <div className="form-row">
              <a
                className="button button-outline"
                href={formatRoute({ name: 'support', job: null })}
              >
                {t('support.open')}
              </a>
            </div>
          </Section>
        </div>
      </div>
    </div>
  );
}

function Appearance() {
  const { t } = useTranslation();
  const { view } = useAppStore();
  const { language, theme, dates } = useStore(view.store, ({ preferences }) => preferences);
  return (
    <Section name="appearance" text={t('settings.appearanceHelp')}>
      <div className="form-pair">
        <label className="form-field">
          <span className="form-legend">{t('app.language')}</span>
          <select
            className="field"
            value={language}
            onChange={(event) =>
              view.setPreferences({ language: event.target.value as typeof language })
            }
          >
            <option value="system">{t('app.languageSystem')}</option>
            <option value="de">Deutsch</option>
            <option value="en">English</option>
          </select>
        </label>
        <label className="form-field">
          <span className="form-legend">{t('app.theme')}</span>
          <select
            className="field"
            value={theme}
            onChange={(event) => view.setPreferences({ theme: event.target.value as typeof theme })}
          >
            <option value="system">{t('app.themeSystem')}</option>
            <option value="light">{t('app.themeLight')}</option>
            <option value="dark">{t('app.themeDark')}</option>
          </select>
        </label>
        <label className="form-field">
          <span className="form-legend">{t('settings.dates')}</span>
          <select
            className="field"
            value={dates}
            onChange={(event) => view.setPreferences({ dates: event.target.value as typeof dates })}
          >
            <option value="language">{t('settings.datesLanguage')}</option>
            <option value="iso">{t('settings.datesIso')}</option>
          </select>
        </label>
      </div>
    </Section>
  );
}

function DataSection() {
  const { t } = useTranslation();
  const { sync } = useAppStore();
  const snapshot = useStore(sync.store, (state) => state.snapshot);
  return (
    <Section name="data" text={t('settings.dataText')}>
      <dl className="facts">
        <div className="fact">
          <dt>{t('settings.data')}</dt>
          <dd>
            <code>{snapshot?.dataFolder}</code>
          </dd>
        </div>
        <div className="fact">
          <dt>{t('settings.version')}</dt>
          <dd className="numbers">{snapshot?.version}</dd>
        </div>
      </dl>
    </Section>
  );
}
