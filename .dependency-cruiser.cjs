/**
 * The import rules of the house (docs/architecture.md). test/lint/ breaks each of them once.
 *
 * Types count as imports too: whoever knows a type knows the thing behind it.
 */
const RENDERER_LIBRARIES =
  'react|react-dom|react-i18next|i18next|react-aria-components|ag-grid-community|ag-grid-react|@fontsource-variable/roboto|zustand|zod|vite|@types/react|@types/react-dom';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'shared-imports-only-itself-and-zod',
      comment:
        'shared/ runs in the window, in the backend and in the tests: it may know none of them.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: '^shared/|(^|/)node_modules/zod/' },
    },
    {
      name: 'renderer-imports-only-shared',
      comment:
        'The window is a page in a browser: all that it knows of the backend is the contract.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { pathNot: '^(renderer|shared)/|(^|/)node_modules/' },
    },
    {
      name: 'renderer-imports-only-its-libraries',
      comment:
        'A library in the window is a decision (docs/dependencies.md); Node has no place there.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '(^|/)node_modules/', pathNot: `(^|/)node_modules/(${RENDERER_LIBRARIES})/` },
    },
    {
      name: 'grid-and-ui-get-props',
      comment:
        'renderer/grid and renderer/ui show what they are given, so that they can be tested and used anywhere.',
      severity: 'error',
      from: { path: '^renderer/(grid|ui)/' },
      to: {
        path: '^renderer/(store/|hooks/|features/|notifications/|api\\.ts|App\\.tsx|main\\.tsx)',
      },
    },
    {
      name: 'electron-api-only-in-its-shell',
      comment:
        'The backend runs without Electron (command line, browser window, tests): only its shell knows the API.',
      severity: 'error',
      from: {
        path: '^(electron|demo|scripts|sandbox)/',
        pathNot:
          '^electron/(shell/app/|shell/preload/|main\\.ts|shell/transport/electron-ipc\\.ts)|^scripts/',
      },
      to: { path: '(^|/)node_modules/(electron|electron-log|electron-updater)/' },
    },
    {
      name: 'core-knows-no-topic',
      comment:
        'db, ingest, engine, rs and export are put together by create-backend.ts and know nothing of it, nor of topics and windows.',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: { path: '^electron/', pathNot: '^electron/core/' },
    },
    {
      name: 'topics-know-no-shell',
      comment: 'A topic is the same behind Electron, a browser and the command line.',
      severity: 'error',
      from: { path: '^electron/topics/' },
      to: { path: '^electron/(shell/|(main|headless|create-backend|open-store)\\.ts$)' },
    },
    {
      name: 'a-feature-imports-no-other-feature',
      comment:
        'What two features show belongs to renderer/ui, what they share to renderer/store and renderer/hooks.',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/([^/]+)/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'engine-knows-rs-as-types-only',
      comment:
        'The engine decides, the connector speaks: the engine must run against anything that has the types.',
      severity: 'error',
      from: { path: '^electron/core/engine/' },
      to: { path: '^electron/core/rs/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'engine-knows-the-connector-by-its-types-file',
      comment:
        'rs/connector.ts is all of RetailSuite that the engine may think of; the wire is not its business.',
      severity: 'error',
      from: { path: '^electron/core/engine/' },
      to: { path: '^electron/core/rs/', pathNot: '^electron/core/rs/connector\\.ts$' },
    },
    {
      name: 'data-takes-one-way',
      comment: 'ingest -> db -> engine -> rs: ingest and export know the database alone.',
      severity: 'error',
      from: { path: '^electron/core/(ingest|export)/' },
      to: { path: '^electron/core/(engine|rs)/' },
    },
    {
      name: 'engine-reads-the-database-alone',
      comment:
        'Where a job came from is in the database; how it is exported is none of its business.',
      severity: 'error',
      from: { path: '^electron/core/engine/' },
      to: { path: '^electron/core/(ingest|export)/' },
    },
    {
      name: 'db-stands-alone',
      comment: 'The database is the bottom: it knows the domain, and nobody above it.',
      severity: 'error',
      from: { path: '^electron/core/db/' },
      to: { path: '^electron/core/(ingest|engine|rs|export)/' },
    },
    {
      name: 'rs-stands-alone',
      comment:
        'The connector turns calls into requests and keeps nothing: what is to be stored is given to its owner.',
      severity: 'error',
      from: { path: '^electron/core/rs/' },
      to: { path: '^electron/core/(ingest|engine|db|export)/' },
    },
    {
      name: 'transport-knows-the-contract-alone',
      comment:
        'Both transports carry the same contract; neither knows what stands behind the handlers.',
      severity: 'error',
      from: { path: '^electron/shell/(transport|preload)/' },
      to: { path: '^electron/(core|topics|shell/(app|cli|host))/' },
    },
    {
      name: 'preload-knows-names-alone',
      comment:
        'A sandboxed preload can load nothing: it carries the names of the calls, not their schemas.',
      severity: 'error',
      from: { path: '^electron/shell/preload/' },
      to: {
        pathNot:
          '^electron/shell/preload/|^shared/contract/names\\.ts$|(^|/)node_modules/electron/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sqlite-only-where-data-is-kept',
      comment:
        'SQL of the books stands in electron/core/db; ingest stages in a file of its own, the sandbox keeps its own ledger.',
      severity: 'error',
      from: {
        path: '^(electron|shared|renderer|demo|scripts)/',
        pathNot: '^electron/core/(db|ingest)/',
      },
      to: { path: '(^|/)node_modules/better-sqlite3/' },
    },
    {
      name: 'ingest-is-entered-by-its-face',
      comment:
        'electron/core/ingest/index.ts is what others may know; the thread is started by its file.',
      severity: 'error',
      from: { path: '^(electron|demo|scripts|sandbox)/', pathNot: '^electron/core/ingest/' },
      to: {
        path: '^electron/core/ingest/',
        pathNot: '^electron/core/ingest/(index|reader-thread)\\.ts$',
      },
    },
    {
      name: 'rs-is-entered-by-its-face',
      comment:
        'index.ts and the types of connector.ts; the undici transport stays apart, so that Electron bundles without it.',
      severity: 'error',
      from: { path: '^(electron|demo|scripts|sandbox)/', pathNot: '^electron/core/rs/' },
      to: {
        path: '^electron/core/rs/',
        pathNot: '^electron/core/rs/(index|connector|transport-undici)\\.ts$',
      },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'What the product needs is not kept among its tests.',
      severity: 'error',
      from: { pathNot: '^(test|bench)/' },
      to: { path: '^test/' },
    },
    {
      name: 'nothing-imports-benchmarks',
      comment: 'Benchmarks measure the product; the product does not know them.',
      severity: 'error',
      from: { pathNot: '^(test|bench)/' },
      to: { path: '^bench/' },
    },
    {
      name: 'sandbox-is-a-program-of-its-own',
      comment:
        'The pretended RetailSuite is talked to over HTTP; only tests, benchmarks and the demo start it.',
      severity: 'error',
      from: { pathNot: '^(sandbox|test|bench|demo)/|^electron/headless\\.ts$' },
      to: { path: '^sandbox/' },
    },
    {
      name: 'sandbox-shares-nothing-with-the-product',
      comment:
        'It must not pass because it makes the same mistake: it knows the domain, not the connector.',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(electron|renderer|demo)/' },
    },
    {
      name: 'demo-is-started-by-hosts-alone',
      comment:
        'The books of a store hold no demo data: only the programs that a person starts know the demo.',
      severity: 'error',
      from: {
        path: '^(electron|renderer|shared|sandbox)/',
        pathNot: '^electron/(headless|main)\\.ts$',
      },
      to: { path: '^demo/' },
    },
    {
      name: 'no-cycles',
      comment: 'What goes in a circle can neither be read nor tested apart; types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-imported-exists',
      comment: 'A name that resolves to nothing fails at the customer.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(raw|url|worker|inline)$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|dist|test-results|\\.demo)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.cjs', '.mjs', '.json', '.css'],
    },
  },
};
