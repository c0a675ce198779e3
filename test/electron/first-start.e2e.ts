/** From an empty data folder to the first verified booking, in the desktop program; its browser is played by requests. */
import fs from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { realTimers } from '../../electron/shell/host/real-time.ts';
import { AUTHORIZE } from '../../sandbox/authorize.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { deliver, firstStart, keyboard, mouse, posted } from '../helpers/first-start.ts';
import { newFolder, startProgram } from './program.ts';

const PICTURES = path.resolve('test-results/first-start-electron');
const THREE_MINUTES_MS = 180_000;
const CLIENT = {
  clientId: 'venduo_pos',
  clientSecret: 'very-secret-secret',
  refreshToken: 'nobody-uses-this-token',
};

/** The program's way to the system's browser; what it opens is kept instead. */
async function catchBrowser(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

/** What the person's browser does: shows RetailSuite's page, and sends the answer back to where RetailSuite says. */
async function allow(url: string): Promise<string> {
  const page = await (await fetch(url)).text();
  const fields = [...page.matchAll(/name="([^"]+)" value="([^"]*)"/g)]
    .map(([, name = '', value = '']) => [name, decode(value)] as [string, string])
    .filter(([name]) => name !== 'decision');
  const body = new URLSearchParams([...fields, ['decision', 'accept']]);
  const answer = await fetch(`${new URL(url).origin}/${AUTHORIZE}`, { method: 'POST', body });
  return answer.text();
}

function decode(html: string): string {
  return html.replaceAll(/&#(\d+);/g, (_match, code: string) => String.fromCharCode(Number(code)));
}

for (const [language, hand, how] of [
  ['de', keyboard, 'by keyboard alone'],
  ['en', mouse, 'with the mouse'],
] as const) {
  test(`set up, booked and verified, ${language}, ${how}; signed in with the browser of the system`, async () => {
    test.setTimeout(2 * THREE_MINUTES_MS);
    const folder = newFolder();
    const data = path.join(folder, 'data');
    const sandbox = await startSandbox({
      folder: path.join(folder, 'sandbox'),
      port: 0,
      clock: Date.now,
      random: seededRandom(1),
      timers: realTimers,
      client: CLIENT,
      autoInvoiceMs: 0,
    });
    try {
      deliver(path.join(data, 'inbox'));
      const { app, page, close } = await startProgram(data);
      const opened = await catchBrowser(app);
      const beganAt = performance.now();
      const client = { ...CLIENT, url: sandbox.url };
      const person = firstStart(page, hand, language, PICTURES);
      await person.language();
      await person.askToSignIn(client);
      await expect.poll(opened).toHaveLength(1);
      const [url = ''] = await opened();
      expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
      expect(url).not.toContain(CLIENT.clientSecret);
      expect(await allow(url)).toContain('Venduo POS');
      await person.signedIn(client);
      await person.folders();
      await person.accounts('SKR03');
      await person.tried(2);
      expect(await posted(sandbox.url)).toBe(0);
      await person.finish();
      for (const id of [1, 2]) {
        await expect(page.locator(`.ag-row[row-business-key="${id}"]`)).toContainText(
          'Sync successful',
          {
            timeout: 30_000,
          },
        );
      }
      expect(await posted(sandbox.url)).toBe(2);
      await person.verified();
      const took = performance.now() - beganAt;
      console.log(`from the first screen to the first verified booking in ${Math.round(took)} ms`);
      expect(took).toBeLessThan(THREE_MINUTES_MS);
      await close();

      // Nothing that lies in the data folder tells the secret.
      for (const file of fs.readdirSync(data).filter((name) => name.startsWith('venduo.sqlite'))) {
        expect(fs.readFileSync(path.join(data, file)).includes(CLIENT.clientSecret)).toBe(false);
      }
      const again = await startProgram(data);
      await expect(again.page.locator('.ag-row[row-business-key="2"]')).toContainText(
        'Sync successful',
      );
      await again.close();
    } finally {
      await sandbox.close();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
}
