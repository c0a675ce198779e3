/** The window is closed to everything but the program's own page; each sentence here is one that an attacker would try. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { contentSecurityPolicy } from '../../electron/shell/transport/security-headers.ts';
import { CHANGES_CHANNEL } from '../../shared/contract/names.ts';
import { skipSetup } from '../helpers/skip-setup.ts';
import { newFolder, ROOT, startProgram, type Program } from './program.ts';

let folder: string;
let program: Program;

test.beforeAll(async () => {
  folder = newFolder();
  skipSetup(path.join(folder, 'data'));
  program = await startProgram(path.join(folder, 'data'));
  await expect(program.page.getByRole('button', { name: /KICK JOB/i })).toBeVisible({
    timeout: 30_000,
  });
});

test.afterAll(async () => {
  await program.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

test('the page has no Node and no Electron', async () => {
  const found = await program.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    ),
  );
  expect(found).toEqual([]);
});

test('the page is sandboxed and isolated from the preload', async () => {
  const preferences = await program.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } =
      contents.getLastWebPreferences();
    return {
      sandbox,
      contextIsolation,
      nodeIntegration,
      webviewTag: webviewTag ?? false,
      webSecurity,
    };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
  });
});

test('the bridge has two functions, and neither can be replaced', async () => {
  const bridge = await program.page.evaluate(() => {
    const keys = Object.keys(window.api ?? {});
    try {
      (window as unknown as { api: unknown }).api = {};
    } catch {
      // Refused loudly is refused too.
    }
    return { keys, still: typeof window.api?.call };
  });
  expect(bridge).toEqual({ keys: ['call', 'subscribe'], still: 'function' });
});

test('the page is served with the strict policy, from its own scheme', async () => {
  const { url, policy, next } = await program.page.evaluate(async () => {
    const response = await fetch(location.href);
    const again = await fetch(location.href);
    return {
      url: location.href,
      policy: response.headers.get('content-security-policy'),
      next: again.headers.get('content-security-policy'),
    };
  });
  expect(url).toMatch(/^app:\/\/window\//);
  const nonce = /'nonce-([^']+)'/.exec(policy ?? '')?.[1];
  expect(policy).toBe(contentSecurityPolicy(nonce));
  expect(next).not.toBe(policy);
});

test('code that is no file of ours does not run, and no text becomes markup', async () => {
  const ran = await program.page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const marks: string[] = [];
        (window as unknown as { marks: string[] }).marks = marks;
        // In a task of the page's own: what the test's debugger runs is exempt from the policy.
        requestAnimationFrame(() => {
          const attempts = [
            () => {
              const script = document.createElement('script');
              script.textContent = 'window.marks.push("inline")';
              document.body.append(script);
            },
            () => (0, eval)('window.marks.push("eval")') as unknown,
            () => {
              document.body.appendChild(document.createElement('p')).innerHTML = '<b>bold</b>';
              marks.push('markup');
            },
          ];
          for (const attempt of attempts) {
            try {
              attempt();
            } catch {
              marks.push('refused');
            }
          }
          resolve(marks);
        });
      }),
  );
  expect(ran).toEqual(['refused', 'refused', 'refused']);
});

test('nothing can be fetched from elsewhere', async () => {
  const outcome = await program.page.evaluate(() =>
    fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused',
    ),
  );
  expect(outcome).toBe('refused');
});

test('the scheme gives files of the build folder alone', async () => {
  const statuses = await program.page.evaluate(() =>
    Promise.all(
      [
        '/index.html',
        '/../main/main.cjs',
        '/%2e%2e/main/main.cjs',
        '/..%2fmain%2fmain.cjs',
        '/%2e%2e%5cmain%5cmain.cjs',
        '/assets',
        '/nothing.js',
      ].map((path) => fetch(`app://window${path}`).then(({ status }) => status)),
    ),
  );
  expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404]);
});

test('no permission is granted', async () => {
  const states = await program.page.evaluate(async () =>
    Promise.all(
      ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'].map((name) =>
        navigator.permissions.query({ name: name as PermissionName }).then(
          ({ state }) => state,
          () => 'denied',
        ),
      ),
    ),
  );
  expect(new Set(states)).toEqual(new Set(['denied']));
});

test('a second window and a frame get no answer, the own window does', async () => {
  const preload = path.join(ROOT, 'out', 'preload', 'preload.cjs');
  const foreign = await program.app.evaluate(async ({ BrowserWindow }, script) => {
    const other = new BrowserWindow({
      show: false,
      webPreferences: { preload: script, sandbox: true },
    });
    await other.loadURL('app://window/index.html');
    const answer: unknown = await other.webContents.executeJavaScript(
      `window.api.call('app.snapshot')`,
    );
    other.destroy();
    return answer;
  }, preload);
  expect(foreign).toMatchObject({ ok: false, code: 'untrusted' });

  const frames = await program.page.evaluate(
    () =>
      new Promise<{ blank: string; blocked: string }>((resolve) => {
        const blank = document.createElement('iframe');
        document.body.append(blank);
        const found = typeof (blank.contentWindow as Window | null)?.api;
        document.addEventListener('securitypolicyviolation', (event) => {
          resolve({ blank: found, blocked: event.effectiveDirective });
        });
        const own = document.createElement('iframe');
        own.src = 'app://window/index.html';
        document.body.append(own);
      }),
  );
  expect(frames).toEqual({ blank: 'undefined', blocked: 'frame-src' });

  expect(await program.page.evaluate(() => window.api?.call('app.snapshot'))).toMatchObject({
    ok: true,
  });
});

test('calls that the contract does not have are answered, not thrown', async () => {
  const answers = await program.page.evaluate(() => {
    const call = window.api?.call as (
      ...given: unknown[]
    ) => Promise<{ ok: boolean; code?: string }>;
    return Promise.all([
      call('app.destroy'),
      call('jobs.details', 'one'),
      call('jobs.details', 1, 2),
      call('jobs.details', 999),
    ]);
  });
  expect(answers.map(({ code }) => code)).toEqual([
    'unknown_call',
    'invalid_args',
    'invalid_args',
    'not_found',
  ]);
});

test('a subscription that is ended hears nothing more; one that is not (the twin) does', async () => {
  await program.page.evaluate((ended) => {
    const heard = { ended: 0, kept: 0, last: 0 };
    Object.assign(window, { heard });
    const listen = (name: keyof typeof heard) =>
      window.api?.subscribe(
        () => (heard[name] += 1),
        () => undefined,
      );
    for (let n = 0; n < ended; n++) listen('ended')?.();
    for (let n = 0; n < 3; n++) listen('kept');
    // Listeners hear in the order in which they came: when this one has, all have.
    listen('last');
  }, 200);
  await program.app.evaluate(({ BrowserWindow }, channel) => {
    const change = { revision: 0, jobs: [] };
    BrowserWindow.getAllWindows()[0]?.webContents.send(channel, change);
  }, CHANGES_CHANNEL);
  type Heard = { ended: number; kept: number; last: number };
  const heard = () => program.page.evaluate(() => (window as unknown as { heard: Heard }).heard);
  await expect.poll(async () => (await heard()).last).toBeGreaterThan(0);
  const { ended, kept, last } = await heard();
  expect(ended).toBe(0);
  expect(kept).toBe(3 * last);
});

test('the menu offers no developer tools', async () => {
  const roles = await program.app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) =>
      (submenu?.items ?? []).map(({ role }) => role?.toLowerCase()),
    ),
  );
  expect(roles).toContain('zoomin');
  expect(roles).not.toContain('toggledevtools');
});

test('the manual has a window of its own without a way to the program, and goes with it', async () => {
  const { app, page } = program;
  await page.keyboard.press('F1');
  const opened = app.waitForEvent('window');
  await page.getByRole('link', { name: /^(Handbuch|Manual)$/ }).click();
  const manual = await opened;
  await expect(manual.getByRole('heading', { level: 1 })).toBeVisible();
  expect(new URL(manual.url()).pathname).toMatch(/^\/manual\/(de|en)\/list\.html$/);
  expect(await manual.evaluate(() => 'api' in window || 'require' in window)).toBe(false);
  // Asked again, it is the same window.
  await page.getByRole('link', { name: /^(Handbuch|Manual)$/ }).click();
  // By the page's own script, because the driver would wait for the navigation that is refused.
  await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()
      .map(({ webContents }) => webContents)
      .find((one) => one.getURL().includes('/manual/'));
    await contents?.executeJavaScript(`
      window.open('https://example.org/');
      window.location.href = 'app://window/index.html';
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));
    `);
  });
  const all = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  );
  expect(all.length).toBe(2);
  expect(all.filter((url) => url.includes('/manual/')).length).toBe(1);
  const closed = manual.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) {
      if (window.webContents.getURL().includes('/manual/')) window.close();
    }
  });
  await closed;
  await page.keyboard.press('Escape');
});

// Last, because the driver goes on waiting for the navigation that the program refused.
test('the window does not go elsewhere, and opens no other', async () => {
  const before = program.page.url();
  const state = () =>
    program.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
    );
  await program.page.evaluate(() => {
    window.open('https://example.com/');
    const link = document.createElement('a');
    link.href = 'https://example.com/';
    document.body.append(link);
    link.click();
  });
  await program.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        // A navigation that was let through would have begun before the page draws twice.
        void BrowserWindow.getAllWindows()[0]
          ?.webContents.executeJavaScript(
            'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
          )
          .then(() => resolve());
      }),
  );
  expect(await state()).toEqual([before]);
});
