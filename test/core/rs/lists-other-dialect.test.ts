/** Every test of `lists.test.ts` once more, with the sandbox's other dialect. */
process.env['RS_DIALECT'] = 'other';
await import('./lists.test.ts');
export {};
