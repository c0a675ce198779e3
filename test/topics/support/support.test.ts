/** The support package: readable before it is saved, nothing secret in it, and saved as it was shown. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { maskJson, maskText, maskValue } from '../../../electron/topics/support/mask.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { openBackend } from '../../helpers/backend.ts';

const seed = process.env['SEED'] === undefined ? Date.now() : Number(process.env['SEED']);

describe('masking', () => {
  it.each([
    ['refresh_token=abc123 on the way', 'refresh_token=*** on the way'],
    ['{"access_token": "abc.def"}', '{"access_token": "***"}'],
    ['ask anna.muster@example.org', 'ask ***@***'],
    ['to DE89 3704 0044 0532 0130 00', 'to DE**'],
    ['C:\\Users\\anna\\inbox', 'C:\\Users\\***\\inbox'],
    ['/home/anna/inbox', '/home/***/inbox'],
    ['card 4111 1111 1111 1111', 'card ****'],
    // What help needs stays: numbers of receipts and our references.
    ['receipt 2-2021/11/0000000025, V1-2-00000077', 'receipt 2-2021/11/0000000025, V1-2-00000077'],
  ])('of %s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it('shortens names and accounts, keeps amounts and numbers', () => {
    expect(
      maskValue({
        konto: '1001',
        gegkonto: 10007,
        umsatz: 59.99,
        text: 'Anna Muster',
        beleg1: '202100040',
        client_secret: 'abc',
        nested: [{ refreshToken: { any: 'thing' } }],
      }),
    ).toEqual({
      konto: '**01',
      gegkonto: '**07',
      umsatz: 59.99,
      text: 'A***',
      beleg1: '202100040',
      client_secret: '***',
      nested: [{ refreshToken: '***' }],
    });
  });

  it('lets no secret through, wherever it stands in JSON', () => {
    console.log(`mask: SEED=${seed}`);
    const secret = 's3cr3t-value';
    const keys = fc.constantFrom(
      'token',
      'access_token',
      'clientSecret',
      'Authorization',
      'cookie',
    );
    const place = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        keys.map((key) => ({ [key]: secret })),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.string({ maxLength: 6 }), tie('value'), { maxKeys: 3 }),
      ),
    })).value;
    fc.assert(
      fc.property(place, (value) => {
        expect(JSON.stringify(maskJson(JSON.stringify(value)))).not.toContain(secret);
      }),
      { seed },
    );
  });
});

describe('the package', () => {
  it('holds the job, and is saved byte for byte as it was shown', async () => {
    const backend = openBackend();
    const [id] = insertJobs(backend.store.db, [
      { type: 'cash-out', amount: -4_200, text: 'Anna Muster, Vorschuss' },
    ]) as [number];
    fs.mkdirSync(path.join(backend.folder, 'logs'));
    fs.writeFileSync(
      path.join(backend.folder, 'logs', 'program.log'),
      'refresh_token=very-secret\nstarted\n',
    );
    const shown = await backend.handlers['support.preview']({ job: id });
    expect(shown.files.map(({ name }) => name)).toEqual([
      'program.json',
      'settings.json',
      `job-${id}.json`,
      'problems.json',
      'program.log',
    ]);
    const all = shown.files.map(({ text }) => text).join('\n');
    expect(all).toContain('-4200');
    expect(all).not.toContain('Muster');
    expect(all).not.toContain('very-secret');

    const saved = await backend.handlers['support.save']({ id: shown.id });
    if (saved.kind !== 'download') throw new Error(saved.kind);
    expect(await unpack(Buffer.from(saved.zip, 'base64'))).toEqual(
      Object.fromEntries(shown.files.map(({ name, text }) => [name, text])),
    );
  });

  it('that is no longer shown is not saved', async () => {
    const backend = openBackend();
    const first = await backend.handlers['support.preview']({ job: null });
    await backend.handlers['support.preview']({ job: null });
    expect(await backend.handlers['support.save']({ id: first.id })).toEqual({ kind: 'outdated' });
  });

  it('is written where the person says, on a desktop', async () => {
    const written: string[] = [];
    const backend = openBackend({
      shell: {
        state: () => ({ kind: 'desktop', tray: false, keepInTray: false, autostart: null }),
        set: () => ({ kind: 'desktop', tray: false, keepInTray: false, autostart: null }),
        restart: () => false,
        notify: () => Promise.resolve('unavailable'),
        saveFile: (name) => {
          written.push(name);
          return Promise.resolve(written.length === 1 ? `/there/${name}` : null);
        },
      },
    });
    const { id } = await backend.handlers['support.preview']({ job: null });
    expect(await backend.handlers['support.save']({ id })).toMatchObject({ kind: 'saved' });
    expect(await backend.handlers['support.save']({ id })).toEqual({ kind: 'cancelled' });
  });
});

function unpack(bytes: Buffer): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    const found: Record<string, string> = {};
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('end', () => resolve(found));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            found[entry.fileName] = Buffer.concat(chunks).toString('utf8');
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}
