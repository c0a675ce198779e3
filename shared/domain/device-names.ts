/** Names that Windows keeps for devices, whatever ending follows: no program there can open a file that bears one. */
const DEVICE_NAME = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[1-9¹²³])[ .]*(\..*)?$/i;

/** @param name of a file, without its folder */
export function isDeviceName(name: string): boolean {
  return DEVICE_NAME.test(name);
}
