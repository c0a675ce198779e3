/** The menu: size of the text, the clipboard, and the end. Electron's own would offer the developer tools to everyone. */
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
} as const;

/** @param locale of the system, such as `de-DE` */
export function setMenu(locale: string): void {
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
    ]),
  );
}
