/** The head of the window: name, tabs, language and appearance. */
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Preferences } from '../../shared/domain/preferences.ts';
import { Icon } from './Icon.tsx';
import { useRoom } from './use-room.ts';
import './Header.css';

export interface Tab {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
  /** Something on it waits for the person: a dot, and these words for whoever does not see it. */
  readonly note?: string | undefined;
}

export interface HeaderProps {
  readonly tabs: readonly Tab[];
  readonly demo: boolean;
  readonly language: Preferences['language'];
  readonly theme: Preferences['theme'];
  onLanguage(language: Preferences['language']): void;
  onTheme(theme: Preferences['theme']): void;
  onHelp(): void;
}

/** Where the tabs have no room side by side, the one that is open must not be among those that are out of sight. */
function scrollIntoSight(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
}

export function Header({ tabs, demo, language, theme, onLanguage, onTheme, onHelp }: HeaderProps) {
  const { t } = useTranslation();
  const { small } = useRoom();
  const fields = (
    <>
      <label>
        {t('app.language')}
        <select
          className="field"
          value={language}
          onChange={(event) => onLanguage(event.target.value as Preferences['language'])}
        >
          <option value="system">{t('app.languageSystem')}</option>
          <option value="de">Deutsch</option>
          <option value="en">English</option>
        </select>
      </label>
      <label>
        {t('app.theme')}
        <select
          className="field"
          value={theme}
          onChange={(event) => onTheme(event.target.value as Preferences['theme'])}
        >
          <option value="system">{t('app.themeSystem')}</option>
          <option value="light">{t('app.themeLight')}</option>
          <option value="dark">{t('app.themeDark')}</option>
        </select>
      </label>
    </>
  );
  return (
    <header className={small ? 'header header-small' : 'header'}>
      <div className="header-title">
        {t('app.title')}
        {demo && (
          <span className="badge" title={t('app.demoHint')}>
            {t('app.demo')}
            <span className="visually-hidden">: {t('app.demoHint')}</span>
          </span>
        )}
      </div>
      <div className="header-tools">
        {small ? (
          <DialogTrigger>
            <Button className="button button-icon" aria-label={t('app.look')}>
              <Icon name="sliders" />
            </Button>
            <Popover className="popover" placement="bottom end">
              <Dialog className="header-fields" aria-label={t('app.look')}>
                {fields}
              </Dialog>
            </Popover>
          </DialogTrigger>
        ) : (
          fields
        )}
        <button
          type="button"
          className="button button-icon"
          aria-label={t('help.open')}
          title={t('help.open')}
          aria-keyshortcuts="? F1"
          onClick={onHelp}
        >
          <Icon name="help" />
        </button>
      </div>
      <nav className="tabs" aria-label={t('app.sections')}>
        {tabs.map((tab) => (
          <a
            key={tab.href}
            className="tab"
            href={tab.href}
            aria-current={tab.current ? 'page' : undefined}
            ref={tab.current ? scrollIntoSight : undefined}
          >
            {tab.label}
            {tab.note !== undefined && (
              <span className="tab-note" title={tab.note}>
                <span className="visually-hidden">({tab.note})</span>
              </span>
            )}
          </a>
        ))}
      </nav>
    </header>
  );
}
