/** Unit tests with a process of their own: they put something else in place of a module or a global. */
export const APART = [
  'test/renderer/api.test.ts',
  'test/shell/app/closed-package.test.ts',
  'test/shell/transport/electron-ipc.test.ts',
];
