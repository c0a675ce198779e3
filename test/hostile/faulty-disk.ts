/** Builds `faulty-disk.c`, and tells it how the disk fails. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { tempFolder } from '../helpers/temp-folder.ts';

/** The disk that fails, to be preloaded; undefined where there is no C compiler or no preloading. */
export function faultyDisk():
  { environment: NodeJS.ProcessEnv; rule: (rule: string) => void } | undefined {
  if (process.platform !== 'linux') return undefined;
  const folder = tempFolder();
  const library = path.join(folder, 'faulty-disk.so');
  const source = path.join(import.meta.dirname, 'faulty-disk.c');
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], {
      stdio: 'ignore',
    });
  } catch {
    return undefined;
  }
  const file = path.join(folder, 'rule');
  fs.writeFileSync(file, '');
  return {
    environment: { LD_PRELOAD: library, VENDUO_DISK_RULE: file },
    rule: (rule) => fs.writeFileSync(file, rule),
  };
}

export const NO_FAULTY_DISK =
  'no C compiler on this machine, or no LD_PRELOAD: the failing disk cannot be made';
