/** The log of the desktop program: a rotating file in the data folder, without anything secret. */
import path from 'node:path';
import log from 'electron-log/node';
import { maskCardNumbers } from '../../../shared/domain/card-numbers.ts';
import { redact } from '../../topics/support/redact.ts';

const MAX_BYTES = 5 * 1024 * 1024;

export type Log = (level: 'info' | 'warn' | 'error', message: string, details?: unknown) => void;

export function createLog(dataFolder: string): Log {
  log.transports.file.resolvePathFn = () => path.join(dataFolder, 'logs', 'program.log');
  log.transports.file.maxSize = MAX_BYTES;
  log.transports.console.level = 'warn';
  return (level, message, details) => {
    const text = details instanceof Error ? (details.stack ?? details.message) : details;
    const line = text === undefined ? message : `${message}: ${String(text)}`;
    log[level](maskCardNumbers(redact(line)));
  };
}
