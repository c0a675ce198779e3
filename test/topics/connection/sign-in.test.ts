/** The port that waits for the browser's way back: whatever else runs on this PC may knock, and changes nothing. */
import http from 'node:http';
import { expect, it } from 'vitest';
import { startSignIn } from '../../../electron/topics/connection/sign-in.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { SimulatedTime } from '../../helpers/simulated-time.ts';

async function begin() {
  const codes: string[] = [];
  const ends: (SetupProblem | undefined)[] = [];
  const { url } = await startSignIn(
    { baseUrl: 'https://shop.retailsuite.example', clientId: 'venduo_pos' },
    {
      timers: new SimulatedTime(0).timers,
      onCode: ({ code }) => {
        codes.push(code);
        return Promise.resolve(undefined);
      },
      onEnd: (problem) => ends.push(problem),
    },
  );
  const query = new URL(url).searchParams;
  return { codes, ends, state: query.get('state') ?? '', back: query.get('redirect_uri') ?? '' };
}

/** Not `fetch`: it would mend the path first. */
function knock(back: string, path: string, method = 'GET'): Promise<number | undefined> {
  const { hostname, port } = new URL(back);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, method }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    });
    request.on('error', reject).end();
  });
}

it.each([
  ['//'],
  ['//['],
  ['http://['],
  ['/signed-in?code=stolen&state=guessed'],
  ['/favicon.ico'],
])('a stray request for %s is answered, and the sign-in goes on', async (path) => {
  const { back, codes, ends, state } = await begin();
  expect(await knock(back, path)).toBeGreaterThanOrEqual(400);
  expect(await knock(back, path, 'POST')).toBeGreaterThanOrEqual(400);
  expect({ codes, ends }).toEqual({ codes: [], ends: [] });
  expect(await knock(back, `/signed-in?code=right&state=${state}`)).toBe(200);
  expect({ codes, ends }).toEqual({ codes: ['right'], ends: [undefined] });
});
