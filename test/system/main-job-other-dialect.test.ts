/** Every test of `main-job.test.ts` once more: RetailSuite calls things otherwise, and `rs-dialect.json` says how. */
process.env['RS_DIALECT'] = 'other';
await import('./main-job.test.ts');
export {};
