/** The main script of an Electron program with a window and nothing in it: what the runtime alone costs. */
export const EMPTY_WINDOW = `
  const { app, BrowserWindow } = require('electron');
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900 }).loadURL('data:text/html,<main>empty</main>'));
`;
