/** Under this name Windows groups windows, shows notifications and remembers their settings; the installer writes the same one. */
export const APP_ID = 'de.venduo.pos-back-office';
