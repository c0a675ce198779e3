/** Versions of the program: `1.12.0`, perhaps with more behind a hyphen. */

const VERSION = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-[\w.-]{1,50})?$/;

export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** By the three numbers alone: a trial version (`1.2.0-rc.1`) is never newer than the version that it tries. */
export function isNewer(version: string, than: string): boolean {
  const [, ...a] = VERSION.exec(version) ?? [];
  const [, ...b] = VERSION.exec(than) ?? [];
  if (a.length === 0 || b.length === 0) return false;
  const at = a.findIndex((part, index) => Number(part) !== Number(b[index]));
  return at >= 0 && Number(a[at]) > Number(b[at]);
}
