/** A support package as the window previews it. */
import type { CallReply } from '../../shared/contract/contract.ts';

export function sampleSupport(job: number | null): CallReply<'support.preview'> {
  const text = JSON.stringify({ version: '0.1.0', user: 'M***' }, null, 2);
  return {
    id: 'preview',
    files: [
      { name: 'program.json', topic: 'program', text },
      { name: 'settings.json', topic: 'settings', text: '{ "quietHours": null }' },
      ...(job === null ? [] : [{ name: `job-${job}.json`, topic: 'job' as const, text }]),
      { name: 'program.log', topic: 'log', text: '[info] started\n[warn] ***\n' },
    ],
  };
}

export const SAMPLE_ABOUT: CallReply<'support.about'> = {
  version: '0.1.0',
  system: 'win32 x64',
  runtime: [
    { name: 'Electron', version: '41.2.0' },
    { name: 'Chromium', version: '146.0.7680.72' },
    { name: 'Node.js', version: '24.14.0' },
    { name: 'SQLite', version: '3.53.0' },
  ],
  databaseVersion: 310,
  dataFolder: 'C:\\Users\\Kasse\\AppData\\Roaming\\Venduo POS Back Office',
  databaseBytes: 48_300_032,
  freeBytes: 212_400_000_000,
};
