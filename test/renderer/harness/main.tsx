/** The window on a backend in memory, for the browser tests; never shipped. `?jobs=84&problems=2&demo=0` sets the scene. */
import '../../../renderer/no-eval.ts';
import type { SetupStep } from '../../../shared/contract/setup.ts';
import { SETUP_PROBLEMS, type SetupProblemCode } from '../../../shared/domain/setup-problems.ts';
import type { CallName } from '../../../shared/contract/names.ts';
import { readPreferences } from '../../../shared/domain/preferences.ts';
import { NoSessionError } from '../../../renderer/api.ts';
import { mount, mountBootError } from '../../../renderer/mount.tsx';
import { FakeBackend } from '../fake-api.ts';
import type { SampleMonth } from '../fake-glance.ts';
import { sampleJob, sampleJobs } from '../sample-jobs.ts';

declare global {
  interface Window {
    fake: FakeBackend;
    sampleJob: typeof sampleJob;
    slow(call: CallName, ms: number): void;
  }
}

const STORE_KEY = 'harness-preferences';
const query = new URLSearchParams(window.location.search);
const count = Number(query.get('jobs') ?? 84);
const stored = sessionStorage.getItem(STORE_KEY);
const delays = new Map<CallName, number>();

const fake = new FakeBackend({
  jobs:
    query.get('quiet') === '1'
      ? Array.from({ length: count }, (_, index) => sampleJob(index))
      : sampleJobs(count),
  clock: Date.now,
  demo: query.get('demo') !== '0',
  openProblems: Number(query.get('problems') ?? 0),
  delay: (call) => new Promise((resolve) => setTimeout(resolve, delays.get(call) ?? 0)),
});
const given = {
  ...(stored === null ? {} : (JSON.parse(stored) as object)),
  ...(query.has('language') && { language: query.get('language') }),
  ...(query.has('theme') && { theme: query.get('theme') }),
};
fake.preferences = readPreferences(given);
const step = query.get('setup');
if (step !== null) {
  fake.setup.begin({
    picksFolders: query.get('browser') !== '1',
    opensBrowser: query.get('browser') !== '1',
  });
  fake.setup.state = { ...fake.setup.state, step: step as SetupStep };
  fake.places.rows = [];
  if (query.get('connected') === '1') fake.setup.connected();
}
const problem = query.get('problem');
if (problem === 'all') {
  fake.setup.warnings = SETUP_PROBLEMS.map((code) => ({
    code,
    detail: code === 'clock-off' ? '-420' : '',
  }));
} else if (problem !== null) {
  const found = {
    code: problem as SetupProblemCode,
    detail: problem === 'clock-off' ? '-420' : '',
  };
  if (problem.startsWith('folder-')) fake.setup.folderProblem = found;
  else if (problem === 'clock-off' || problem === 'no-open-year') fake.setup.warnings = [found];
  else fake.setup.problem = found;
}
const closing = query.get('closing');
fake.closing.isEmpty = closing === null;
fake.closing.isOnline = closing !== 'offline';
fake.closing.isDone = closing === 'done';
const glance = query.get('glance');
if (glance !== null) fake.closing.glance = glance as SampleMonth;
const failing = query.get('failing');
if (failing !== null) fake.failing.set(failing as CallName, 'The backend is not running.');
const slow = query.get('slow');
if (slow !== null) delays.set('jobs.page', Number(slow));

const { api } = fake;
window.fake = fake;
window.sampleJob = sampleJob;
window.slow = (call, ms) => delays.set(call, ms);

const root = document.getElementById('root');
if (!root) throw new Error('The harness has no #root');
if (query.has('used')) mountBootError(root, new NoSessionError(), () => undefined);
else {
  mount(root, {
    ...api,
    // Stands for the backend's settings table: preferences survive a reload of the page.
    async call(name, ...args) {
      const result = await api.call(name, ...args);
      if (name === 'preferences.save' && result.ok) {
        sessionStorage.setItem(STORE_KEY, JSON.stringify(fake.preferences));
      }
      return result;
    },
  });
}
