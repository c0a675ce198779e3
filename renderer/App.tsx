/** The shell: header, the screen of the address, banner and notices; and the screens of a start that fails. */
// The vocabulary of all screens, before the sheets of single components.
import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import './ui/shell.css';
import './ui/banner.css';
import './ui/page.css';
import './ui/card.css';
import './ui/table.css';
import './ui/form.css';
import './ui/popover.css';
import './ui/plain-state.css';
import { useEffect, useMemo, useState } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { createI18n, resolveLanguage } from './locales/i18n.ts';
import type { Language } from '../shared/domain/preferences.ts';
import { formatRoute, parseRoute, useHash, type Route } from './router.ts';
import { AccountingSync } from './features/list/AccountingSync.tsx';
import { BulkHost } from './features/list/BulkHost.tsx';
import { TodayLine } from './features/closing/TodayLine.tsx';
import { HandOverHost } from './features/hand-over/HandOverHost.tsx';
import { StateBanners } from './features/attention/StateBanners.tsx';
import { useLaterScreens, type Screens } from './later-screens.ts';
import { messageOfError } from './api.ts';
import { manualAddress } from './manual-address.ts';
import { useAlerts } from './notifications/use-alerts.ts';
import { UpdateLine } from './features/updates/UpdateLine.tsx';
import { useTitle } from './notifications/use-title.ts';
import { AppStoreProvider, useAppStore, type AppStore } from './store/app-store.ts';
import { BootError } from './ui/BootError.tsx';
import { followTheme } from './ui/follow-theme.ts';
import { restoreLostFocus } from './ui/restore-focus.ts';
import { Header } from './ui/Header.tsx';
import { HelpSheet } from './ui/HelpSheet.tsx';
import { Loading } from './ui/Loading.tsx';
import { Notices } from './ui/Notices.tsx';

export function App({ store }: { readonly store: AppStore }) {
  const { preference, theme } = useStore(
    store.view.store,
    useShallow(({ preferences: { language, theme } }) => ({ preference: language, theme })),
  );
  const language = resolveLanguage(preference, navigator.languages);
  const i18n = useMemo(() => createI18n(language), [language]);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  useEffect(() => followTheme(theme), [theme]);

  return (
    <I18nextProvider i18n={i18n}>
      <AppStoreProvider value={store}>
        <Shell language={language} />
      </AppStoreProvider>
    </I18nextProvider>
  );
}

function Shell({ language }: { readonly language: Language }) {
  const { t } = useTranslation();
  const { sync, view, notices } = useAppStore();
  const hash = useHash();
  const route = useMemo(() => parseRoute(hash), [hash]);
  // The status, which changes several times a second while jobs are sent, is read where it is shown.
  const { isThere, isSetup, demo, link, reason } = useStore(
    sync.store,
    useShallow(({ snapshot, link, reason }) => ({
      isThere: snapshot !== null,
      isSetup: snapshot?.setupOpen ?? false,
      demo: snapshot?.demo ?? false,
      link,
      reason,
    })),
  );
  const { preferences, saveFailed, page } = useStore(
    view.store,
    useShallow(({ preferences, saveFailed, page }) => ({ preferences, saveFailed, page })),
  );
  const shownNotices = useStore(notices.store);

  const [isHelp, setHelp] = useState(false);
  useTitle();
  useAlerts();
  useEffect(() => restoreLostFocus(document, (run) => requestAnimationFrame(run)), []);

  const tabs = isSetup
    ? []
    : [
        {
          label: t('app.tabSync'),
          href: formatRoute({ name: 'jobs', page }),
          current: !isOfOtherTab(route),
        },
        {
          label: t('closing.tab'),
          href: formatRoute({ name: 'closing' }),
          current: CLOSING_ROUTES.includes(route.name),
        },
        {
          label: t('stores.tab'),
          href: formatRoute({ name: 'stores' }),
          current: route.name === 'stores',
          ...(preferences.accountDraft.length > 0 && {
            note: t('accounts.changes', { count: preferences.accountDraft.length }),
          }),
        },
        {
          label: t('settings.tab'),
          href: formatRoute({ name: 'settings' }),
          current: route.name === 'settings',
        },
      ];

  return (
    <div className="shell">
      <a className="skip-link" href="#main" onClick={skipToMain}>
        {t('app.skip')}
      </a>
      <Header
        tabs={tabs}
        demo={demo}
        language={preferences.language}
        theme={preferences.theme}
        onLanguage={(language) => view.setPreferences({ language })}
        onTheme={(theme) => view.setPreferences({ theme })}
        onHelp={() => setHelp(true)}
      />
      {saveFailed && (
        <div className="banner" role="status">
          {t('app.viewNotSaved')}
        </div>
      )}
      {/* The list shows them in its own strip. */}
      {(isSetup || route.name !== 'jobs') && <StateBanners hasNeeds={route.name !== 'attention'} />}
      <UpdateLine />
      <HandOverHost />
      <main className="main" id="main" tabIndex={-1}>
        {isThere ? (
          <Screen route={route} isSetup={isSetup} />
        ) : link === 'lost' ? (
          <BootError reason={reason ?? ''} onRetry={sync.retryNow} />
        ) : (
          <Loading />
        )}
      </main>
      <BulkHost />
      <HelpSheet
        manual={manualAddress(language, isSetup ? 'setup' : route.name)}
        about={formatRoute({ name: 'about' })}
        isOpen={isHelp}
        onOpenChange={setHelp}
      />
      <Notices notices={shownNotices} onDismiss={notices.dismiss} />
    </div>
  );
}

function Screen({ route, isSetup }: { readonly route: Route; readonly isSetup: boolean }) {
  const isList = !isSetup && route.name === 'jobs';
  const { screens, error } = useLaterScreens(!isList);
  if (isList)
    return (
      <AccountingSync
        notices={
          <>
            <TodayLine />
            <StateBanners hasNeeds />
          </>
        }
      />
    );
  if (screens) return isSetup ? <screens.Setup /> : <LaterScreen route={route} screens={screens} />;
  if (error === undefined) return <Loading />;
  return <BootError reason={messageOfError(error)} onRetry={() => window.location.reload()} />;
}

function LaterScreen({ route, screens }: { readonly route: Route; readonly screens: Screens }) {
  switch (route.name) {
    case 'jobs':
      return null;
    case 'job':
      return <screens.JobDetails id={route.id} />;
    case 'support':
      return <screens.Support job={route.job} />;
    case 'about':
      return <screens.About />;
    case 'stores':
      return <screens.Stores />;
    case 'attention':
      return <screens.Attention />;
    case 'settings':
      return <screens.Settings />;
    case 'closing':
      return route.at !== undefined && route.closing !== undefined ? (
        <screens.ClosingPage day={route.at} closing={route.closing} />
      ) : (
        <screens.Closing at={route.at} />
      );
    case 'clearing':
      return <screens.Clearing at={route.at} />;
    case 'glance':
      return <screens.MonthGlance at={route.at} />;
    case 'go-home':
      return <screens.GoHome />;
  }
}

const CLOSING_ROUTES: readonly string[] = ['closing', 'clearing', 'glance', 'go-home'];
const OTHER_TABS: readonly string[] = [...CLOSING_ROUTES, 'stores', 'settings', 'about'];

function isOfOtherTab({ name }: Route): boolean {
  return OTHER_TABS.includes(name);
}

/** The fragment is the address of the screen, so the link must not change it. */
function skipToMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
