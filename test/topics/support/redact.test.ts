/** No secret is written down, however it is spelled. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redact } from '../../../electron/topics/support/redact.ts';

const SECRET = 'v3ry-S3cret_0.~';

it.each([
  ['JSON of RetailSuite', `{"access_token":"${SECRET}","token_type":"bearer"}`],
  ['JSON of ours', `{"refreshToken": "${SECRET}", "clientSecret":"${SECRET}"}`],
  ['JSON within JSON', `{"body":"{\\"refresh_token\\":\\"${SECRET}\\"}"}`],
  ['an object that was printed', `{ refreshToken: '${SECRET}' }`],
  ['a form', `grant_type=refresh_token&refresh_token=${SECRET}&client_secret=${SECRET}`],
  ['a header', `Authorization: Bearer ${SECRET}`],
  ['a header of Basic', `authorization: Basic ${SECRET}`],
  ['a scheme alone', `refused: Basic ${SECRET}`],
  ['a header without a scheme', `Authorization: ${SECRET}`],
  ['a header as JSON', `{"authorization":"Basic ${SECRET}"}`],
  ['a cookie', `Cookie: venduo=${SECRET}`],
  ['a proxy with its user', `http://kasse:${SECRET}@proxy.example:8080/`],
  ['the way back of a sign-in', `GET /signed-in?code=${SECRET}&state=${SECRET} HTTP/1.1`],
  ['a password in a sentence', `password=${SECRET}`],
])('%s', (_what, text) => {
  expect(redact(text)).not.toContain(SECRET);
  expect(redact(text)).toContain('***');
});

it('what is no secret stays readable', () => {
  const text =
    'POST https://shop.retailsuite.example/Actindo.Save: 401 after 230 ms, basic data missing for article 12';
  expect(redact(text)).toBe(text);
  expect(redact('{"refresh_token":null}')).toBe('{"refresh_token":null}');
});

it('redacting twice is redacting once, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const once = redact(`refresh_token=${text}`);
      expect(redact(once)).toBe(once);
    }),
  );
});
