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
