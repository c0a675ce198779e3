/** The menu: size of the text, the clipboard, and the end. Electron's own would offer the developer tools to everyone. */
import { MANUAL_PATH } from '../../../shared/domain/manual-pages.ts';
import { Menu, type MenuItemConstructorOptions } from 'electron';

type Role = NonNullable<MenuItemConstructorOptions['role']>;

/** German and English; Electron's own labels are English whatever the system speaks. */
const LABELS = {
  program: ['Programm', 'Program'],
  edit: ['Bearbeiten', 'Edit'],
  view: ['Ansicht', 'View'],
  quit: ['Beenden', 'Quit'],
  cut: ['Ausschneiden', 'Cut'],
  copy: ['Kopieren', 'Copy'],
  paste: ['Einfügen', 'Paste'],
  selectAll: ['Alles auswählen', 'Select all'],
  reload: ['Fenster neu laden', 'Reload the window'],
  zoomIn: ['Größer', 'Larger'],
  zoomOut: ['Kleiner', 'Smaller'],
  resetZoom: ['Normale Größe', 'Normal size'],
  togglefullscreen: ['Vollbild', 'Full screen'],
  help: ['Hilfe', 'Help'],
  manual: ['Handbuch', 'Manual'],
  about: ['Über dieses Programm', 'About this program'],
} as const;

export interface HelpActions {
  /** @param page address of the manual's first page within the window */
  manual(page: string): void;
  about(): void;
}

/** @param locale of the system, such as `de-DE` */
export function setMenu(locale: string, help: HelpActions): void {
  const language = locale.startsWith('de') ? 0 : 1;
  const item = (role: Role & keyof typeof LABELS): MenuItemConstructorOptions => ({
    role,
    label: LABELS[role][language],
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: LABELS.program[language], submenu: [item('quit')] },
      {
        label: LABELS.edit[language],
        submenu: [item('cut'), item('copy'), item('paste'), item('selectAll')],
      },
      {
        label: LABELS.view[language],
        submenu: [
          item('reload'),
          item('zoomIn'),
          item('zoomOut'),
          item('resetZoom'),
          item('togglefullscreen'),
        ],
      },
      {
        label: LABELS.help[language],
        submenu: [
          {
            label: LABELS.manual[language],
            click: () => help.manual(`${MANUAL_PATH}${language === 0 ? 'de' : 'en'}/index.html`),
          },
          { label: LABELS.about[language], click: () => help.about() },
        ],
      },
    ]),
  );
}
