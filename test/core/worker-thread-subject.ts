/** A thread that ends in the way that its data name; for worker-thread.test.ts. */
import { serveThread } from '../../electron/core/worker-thread.ts';

const MESSAGES = 500;

serveThread<string, string, string>(async (port, end) => {
  for (let count = 0; count < MESSAGES; count++) port.post(`message ${count}`);
  switch (end) {
    case 'throws':
      throw Object.assign(new Error('The disk is full.'), { code: 'ENOSPC' });
    case 'rejects':
      await Promise.reject(new Error('The folder is gone.'));
      break;
    case 'fails later':
      setImmediate(() => port.fail(new Error('The file is gone.')));
      break;
    case 'exits':
      process.exit(3);
      break;
    case 'answers':
      port.listen((message) => port.post(`${message} to you`));
      break;
    default:
      // Nothing is left to do.
      break;
  }
});
