/** Every test of `faults.test.ts` once more: engine and connector against the sandbox's other dialect. */
process.env['RS_DIALECT'] = 'other';
await import('./faults.test.ts');
export {};
