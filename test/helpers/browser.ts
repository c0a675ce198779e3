/**
 * Finds a browser for the end-to-end tests: Playwright's own, then one of the system, then the one that
 * `@sparticuz/chromium` ships (Linux only).
 */
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';

export interface FoundBrowser {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** For the test's output: which one, and why. */
  readonly origin: 'playwright' | 'system' | 'package';
}

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
] as const;

/**
 * The first browser that this machine has; `TEST_BROWSER=playwright|system|package` asks for one origin alone.
 *
 * @returns undefined when there is none: the caller says so and skips.
 */
export async function findBrowser(): Promise<FoundBrowser | undefined> {
  const wanted = process.env['TEST_BROWSER'];
  const may = (origin: FoundBrowser['origin']): boolean => !wanted || wanted === origin;
  // Chromium refuses its sandbox to root, which is who runs in most containers.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const own = chromium.executablePath();
  if (may('playwright') && own && existsSync(own)) {
    return { executablePath: own, args, env: {}, origin: 'playwright' };
  }
  const system = SYSTEM_BROWSERS.find((candidate) => existsSync(candidate));
  if (may('system') && system) return { executablePath: system, args, env: {}, origin: 'system' };
  if (!may('package') || process.platform !== 'linux') return undefined;
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const executablePath = await packaged.executablePath();
    return {
      executablePath,
      args: ['--no-sandbox', '--headless=shell', '--font-render-hinting=none', '--no-zygote'],
      env: await packagedFonts(),
      origin: 'package',
    };
  } catch {
    return undefined;
  }
}

/** The fonts that come with the package stand in for those of a desktop, so that pictures look like one. */
async function packagedFonts(): Promise<Record<string, string>> {
  const fonts = path.join(os.tmpdir(), 'fonts', 'fonts');
  if (!existsSync(fonts)) return {};
  const folder = await mkdtemp(path.join(os.tmpdir(), 'venduo-fonts-'));
  const file = path.join(folder, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${fonts}</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/cache</cachedir>
<alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>`,
  );
  return { FONTCONFIG_FILE: file };
}
