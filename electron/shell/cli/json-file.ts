/** A JSON file that a command is given, checked before anything is changed. */
import fs from 'node:fs';
import { z } from 'zod';
import { decodeText } from '../../core/decode-text.ts';
import { UsageError } from './arguments.ts';

/** @throws UsageError that names file and place */
export function readJsonFile<T>(file: string, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(decodeText(fs.readFileSync(file)));
  } catch (error) {
    throw new UsageError(
      `${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}. Nothing was changed.`,
    );
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    throw new UsageError(`${file}: ${z.prettifyError(parsed.error)}. Nothing was changed.`);
  }
  return parsed.data;
}
