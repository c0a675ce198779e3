/** Every test of `connector.test.ts` once more, with the sandbox's other dialect. */
process.env['RS_DIALECT'] = 'other';
await import('./connector.test.ts');
export {};
