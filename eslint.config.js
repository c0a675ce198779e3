/**
 * The house's lint. Import rules stand in .dependency-cruiser.cjs; each rule of both has a test in test/lint/.
 */
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { APART } from './test/apart.ts';

/** Folders that get clock, chance and timers as arguments, so that tests own them. */
const TIMELESS = ['electron/{core,topics}/**/*.ts'];
const CONFIGS = ['*.config.{js,ts}', '.dependency-cruiser.cjs', '**/playwright.config.ts'];
/** Playwright's global set-up is a default export. */
const PLAYWRIGHT_SETUPS = ['test/{program,window}/serve-*.ts', 'test/electron/*setup.ts'];

const asArgument = (what) =>
  `${what} is an argument here (shared/domain/time.ts), so that tests own it.`;

const NO_WEB_CONTENTS_SEND = {
  selector:
    "CallExpression[callee.property.name='send'][callee.object.property.name='webContents']",
  message:
    'Only electron/shell/transport/electron-ipc.ts speaks to a window; everything else uses the contract.',
};
const TIMELESS_SYNTAX = [
  NO_WEB_CONTENTS_SEND,
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: asArgument('The clock'),
  },
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?timers/]',
    message: asArgument('A timer'),
  },
];
/** SQL that matches, in a string or a template. */
const inSql = (pattern) => `Literal[value=/${pattern}/], TemplateElement[value.raw=/${pattern}/]`;

const NO_WRITING_OF_JOBS = {
  selector: inSql('(UPDATE|INTO)\\s+jobs\\b'),
  message:
    'Only electron/core/db/jobs/ writes jobs: there each move is one of the table of states.',
};
const NO_WRITING_OF_STATES = {
  selector: inSql('(SET|,)\\s+state\\s*='),
  message: 'Only move() in electron/core/db/jobs/move.ts writes the state of a job.',
};
const WRITERS_OF_JOBS = ['electron/core/db/{jobs,migrations}/**/*.ts'];
/** The network itself, which all others get as an argument; and the hosts that run in Node alone. */
const NETWORK = 'electron/core/rs/transport-undici.ts';
const NODE_ONLY = ['electron/headless.ts', 'electron/shell/cli/**', NETWORK];
/**
 * What the oldest Electron that the program runs in does not have (`target` in electron.vite.config.ts: Node 18). The types
 * are of a newer Node; what the language itself got later is kept out by `lib` in electron/tsconfig.json.
 */
const NEWER_THAN_NODE_18 = Object.entries({
  AbortSignal: ['any'],
  Buffer: ['copyBytesFrom'],
  URL: ['canParse', 'parse'],
  crypto: ['argon2', 'argon2Sync', 'hash'],
  fs: ['cp', 'cpSync', 'glob', 'globSync', 'openAsBlob'],
  path: ['matchesGlob'],
  process: ['availableMemory', 'constrainedMemory', 'getBuiltinModule', 'loadEnvFile'],
  util: ['aborted', 'parseEnv', 'styleText'],
  zlib: ['crc32', 'zstdCompress', 'zstdCompressSync', 'zstdDecompress', 'zstdDecompressSync'],
}).flatMap(([object, properties]) =>
  properties.map((property) => ({
    object,
    property,
    message: 'Node 18 of the oldest Electron that the program runs in does not have it.',
  })),
);
const ELECTRON_MESSAGING = ['ipcMain', 'ipcRenderer', 'MessageChannelMain'];

export default tseslint.config(
  { ignores: ['out/', 'dist/', '.demo/', 'node_modules/', 'test-results/', 'playwright-report/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // A promise that nobody waits for is an error that nobody hears of.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      // A new state or cause has to be thought of everywhere.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Type stripping drops what is marked as a type, and nothing else.
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'off',
      // What is not known is `unknown` and gets parsed.
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 400 }],
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true },
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              importNames: ELECTRON_MESSAGING,
              message:
                'Only electron/shell/transport/electron-ipc.ts and the preload carry messages.',
            },
          ],
        },
      ],
      'no-restricted-syntax': ['error', NO_WEB_CONTENTS_SEND],
    },
  },
  {
    files: ['electron/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_WEB_CONTENTS_SEND, NO_WRITING_OF_JOBS] },
  },
  {
    files: ['electron/shell/transport/electron-ipc.ts', 'electron/shell/preload/**/*.ts'],
    rules: { 'no-restricted-imports': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['electron/**/*.ts', 'shared/**/*.ts'],
    ignores: NODE_ONLY,
    rules: { 'no-restricted-properties': ['error', ...NEWER_THAN_NODE_18] },
  },
  {
    files: TIMELESS,
    ignores: [NETWORK],
    rules: {
      'no-restricted-properties': [
        'error',
        ...NEWER_THAN_NODE_18,
        { object: 'Date', property: 'now', message: asArgument('The clock') },
        { object: 'performance', property: 'now', message: asArgument('The clock') },
        { object: 'Math', property: 'random', message: asArgument('Chance') },
      ],
      'no-restricted-globals': [
        'error',
        { name: 'setTimeout', message: asArgument('A timer') },
        { name: 'setInterval', message: asArgument('A timer') },
      ],
      'no-restricted-syntax': ['error', ...TIMELESS_SYNTAX, NO_WRITING_OF_JOBS],
    },
  },
  {
    files: WRITERS_OF_JOBS,
    rules: { 'no-restricted-syntax': ['error', ...TIMELESS_SYNTAX, NO_WRITING_OF_STATES] },
  },
  {
    files: ['electron/core/db/jobs/move.ts'],
    rules: { 'no-restricted-syntax': ['error', ...TIMELESS_SYNTAX] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  { files: ['test/**/*.{ts,tsx}'], rules: { 'max-lines': ['error', { max: 500 }] } },
  {
    files: ['test/**/*.{ts,tsx}'],
    // A page with a backend that is slow on purpose, not a test.
    ignores: ['test/renderer/harness/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[property.name=/^(only|skip|fixme|todo)$/][object.name=/^(it|test|describe|suite)$/]',
          message: 'A test that does not run protects nothing: mend it or delete it.',
        },
        {
          selector:
            "CallExpression[callee.name=/^(setTimeout|setInterval)$/], CallExpression[callee.property.name='waitForTimeout'], ImportDeclaration[source.value=/^(node:)?timers\\/promises$/]",
          message: 'A test waits for an event, never for time to pass.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    // Each of the system's files has a process of its own.
    ignores: [...APART, 'test/{hostile,mutations,simulator,system,year}/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['mock', 'stubGlobal', 'stubEnv'].map((property) => ({
          object: 'vi',
          property,
          message: 'The other files of its worker would meet it: name the file in test/apart.ts.',
        })),
      ],
    },
  },
  { files: PLAYWRIGHT_SETUPS, rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['**/*.{js,cjs}', ...CONFIGS],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      parserOptions: { projectService: false, project: false },
      globals: {
        module: 'writable',
        require: 'readonly',
        process: 'readonly',
        console: 'readonly',
      },
    },
    rules: { 'no-restricted-exports': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
);
