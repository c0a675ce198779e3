/** The thread that checks a copy of the database: `workerData` is its path, the one message is what is wrong with it. */
import { parentPort, workerData } from 'node:worker_threads';
import { verifyCopy } from '../../core/db/verify-copy.ts';

parentPort?.postMessage({ wrong: verifyCopy(String(workerData)) ?? null });
