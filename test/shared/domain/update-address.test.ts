/** Where new versions are looked for: a folder on a server that nobody on the way can pretend to be. */
import { expect, it } from 'vitest';
import { isNewer, isVersion } from '../../../shared/domain/program-version.ts';
import { isFetchable, readUpdateAddress } from '../../../shared/domain/update-address.ts';

it.each([
  ['updates.example.com', 'https://updates.example.com/'],
  ['https://updates.example.com/pos', 'https://updates.example.com/pos/'],
  [' https://Updates.Example.com:8443/pos// ', 'https://updates.example.com:8443/pos/'],
  ['http://127.0.0.1:8765/', 'http://127.0.0.1:8765/'],
  ['http://localhost:80/a', 'http://localhost:80/a/'],
])('%s is read as %s', (text, address) => {
  expect(readUpdateAddress(text)).toEqual({ ok: true, address });
});

it.each([
  ['http://updates.example.com/', 'address-not-secure'],
  ['ftp://updates.example.com/', 'address-invalid'],
  ['https://anna:secret@updates.example.com/', 'address-invalid'],
  ['file:///srv/updates', 'address-invalid'],
  ['https://updates.example.com/?token=1', 'address-invalid'],
  ['https://updates.example.com/a b', 'address-invalid'],
  ['https://updates.example.com/a\\..\\b', 'address-invalid'],
  ['', 'address-invalid'],
  [`https://updates.example.com/${'a'.repeat(1_000)}`, 'address-invalid'],
])('%s is refused: %s', (text, problem) => {
  expect(readUpdateAddress(text)).toEqual({ ok: false, problem });
});

it('a server that redirects away from TLS is not followed; one on this PC may stay without', () => {
  expect(isFetchable('https://cdn.example.com/a.AppImage', 'https://updates.example.com/')).toBe(
    true,
  );
  expect(isFetchable('http://updates.example.com/a', 'https://updates.example.com/')).toBe(false);
  expect(isFetchable('http://127.0.0.1/a', 'https://updates.example.com/')).toBe(false);
  expect(isFetchable('http://127.0.0.1:1/a', 'http://127.0.0.1:1/')).toBe(true);
  expect(isFetchable('http://updates.example.com/a', 'http://127.0.0.1:1/')).toBe(false);
  expect(isFetchable('file:///etc/passwd', 'http://127.0.0.1:1/')).toBe(false);
});

it('versions are compared by their numbers', () => {
  expect(isNewer('0.1.10', '0.1.9')).toBe(true);
  expect(isNewer('1.0.0', '0.99.99')).toBe(true);
  expect(isNewer('0.1.0', '0.1.0')).toBe(false);
  expect(isNewer('0.1.0-rc.1', '0.1.0')).toBe(false);
  expect(isNewer('0.0.9', '0.1.0')).toBe(false);
  expect(isNewer('newest', '0.1.0')).toBe(false);
  expect(isVersion('../../etc')).toBe(false);
});
