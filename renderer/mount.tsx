/** Puts the app, or the reason why there is none, into the page. */
import { Component, useEffect, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { Api } from '../shared/contract/contract.ts';
import type { Timers } from '../shared/domain/time.ts';
import { createClient, messageOfError, NoSessionError } from './api.ts';
import { App } from './App.tsx';
import { fontReady } from './font.ts';
import { createI18n, resolveLanguage } from './locales/i18n.ts';
import { createAppStore } from './store/app-store.ts';
import { followRoute } from './router.ts';
import { BootError } from './ui/BootError.tsx';
import { followTheme } from './ui/follow-theme.ts';
import { NoSession } from './ui/NoSession.tsx';

const browserTimers: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export function mount(element: HTMLElement, api: Api): Root {
  const store = createAppStore(createClient(api), browserTimers, Date.now);
  const root = createRoot(element);
  followRoute((route) => {
    if (route.name !== 'jobs') return;
    if (route.view !== undefined) store.view.ask(route.view);
    store.view.setPage(route.page);
  });
  store.start();
  // The last change of the view would be lost if the window closes within its saving delay.
  window.addEventListener('pagehide', () => void store.view.flush());
  void fontReady().then(() =>
    root.render(
      <RenderGuard>
        <App store={store} />
      </RenderGuard>,
    ),
  );
  return root;
}

export function mountBootError(element: HTMLElement, error: unknown, onRetry: () => void): void {
  createRoot(element).render(<BootFailure error={error} onRetry={onRetry} />);
}

function BootFailure({ error, onRetry }: { readonly error: unknown; onRetry(): void }) {
  const language = resolveLanguage('system', navigator.languages);
  const i18n = createI18n(language);
  useEffect(() => {
    document.documentElement.lang = language;
    return followTheme('system');
  }, [language]);
  return (
    <I18nextProvider i18n={i18n}>
      <div className="shell">
        <main className="main">
          {error instanceof NoSessionError ? (
            <NoSession />
          ) : (
            <BootError reason={messageOfError(error)} onRetry={onRetry} />
          )}
        </main>
      </div>
    </I18nextProvider>
  );
}

/** A fault while drawing must not leave an empty window: it becomes the screen that names it. */
class RenderGuard extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <BootFailure error={error} onRetry={() => window.location.reload()} />;
  }
}
