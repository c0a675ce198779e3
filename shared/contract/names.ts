/**
 * The names of the contract's calls, alone: all that the preload script needs, and all that it may import.
 * `contract.ts` must describe exactly these (a type error otherwise).
 */
export const CALL_NAMES = [
  'app.snapshot',
  'preferences.save',
  'engine.kick',
  'engine.stop',

  'jobs.page',
  'jobs.news',
  'jobs.sums',
  'jobs.values',
  'jobs.details',
  'jobs.retry',

  'bulk.prepare',
  'bulk.run',
  'bulk.progress',
  'bulk.stop',

  'export.start',
  'export.progress',
  'export.cancel',

  'details.around',
  'details.original',
  'details.byHand',
  'details.decideByHand',

  'desktop.state',
  'desktop.set',
  'desktop.restart',
  'desktop.notify',

  'updates.state',
  'updates.look',
  'updates.install',
  'updates.openDownload',

  'support.about',
  'support.preview',
  'support.save',

  'attention.problems',
  'attention.problem',
  'attention.decide',
  'attention.history',

  'places.list',
  'places.rename',
  'places.setOff',
  'places.merge',
  'accounts.book',
  'accounts.chart',
  'accounts.check',
  'accounts.save',
  'accounts.history',

  'attention.list',
  'attention.recheck',
  'attention.retry',
  'dryRun.run',

  'closing.month',
  'closing.day',
  'closing.read',
  'closing.accept',
  'closing.clearing',
  'glance.month',
  'taxFolder.make',

  'setup.state',
  'setup.go',
  'setup.keep',
  'setup.close',
  'setup.startDemo',
  'connection.probe',
  'connection.signIn',
  'connection.signInState',
  'connection.cancelSignIn',
  'connection.useToken',
  'connection.test',
  'connection.signOut',
  'connection.firstContact',
  'folders.check',
  'folders.choose',
  'folders.open',
  'handOver.begin',
  'handOver.write',
  'handOver.end',
  'handOver.progress',
  'handOver.cancel',
  'settings.save',
  'backup.state',
  'backup.make',
  'backup.restore',
  'backup.secondFolder',
  'backup.encrypt',
  'backup.restoreSecond',
  'retention.state',

  'till.book',
  'till.account',
  'till.opening',
  'till.explain',
  'till.unexplain',
] as const;
export type CallName = (typeof CALL_NAMES)[number];

/** The one event: numbered, coalesced changes. */
export const CHANGES_EVENT = 'changes';

/** The header in which a browser's page proves that it is the one that opened the session. */
export const PAGE_SECRET_HEADER = 'x-venduo-page';

/** Electron's channels: one for all calls, one for the event. */
export const CALL_CHANNEL = 'venduo:call';
export const CHANGES_CHANNEL = 'venduo:changes';
