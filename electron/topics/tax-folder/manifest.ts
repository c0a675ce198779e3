/** The manifest of a folder for the tax office: every file with its SHA-256, and what the folder says of itself. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Finding } from '../../core/db/chain/verify/index.ts';

const MANIFEST_FILE = 'manifest.json';
const FORMAT = 'venduo-tax-folder';

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  from: z.string(),
  to: z.string(),
  /** ISO 8601. */
  madeAt: z.string(),
  madeBy: z.string(),
  program: z.string(),
  /** Of the database. */
  schema: z.number().int(),
  /** The end of the chain of hashes when the folder was made. */
  anchor: z.string(),
  complete: z.boolean(),
  open: z.array(z.object({ code: z.string(), closing: z.string().nullable(), text: z.string() })),
  closings: z.object({ all: z.number().int(), sealed: z.number().int() }),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Reads every file once more from the disk: what is hashed is what lies there. @returns SHA-256 of the manifest */
export async function writeManifest(
  folder: string,
  facts: Omit<Manifest, 'format' | 'version' | 'files'>,
): Promise<string> {
  const files: Manifest['files'] = [];
  for (const place of await filesIn(folder)) files.push(await hashed(folder, place));
  const manifest: Manifest = { format: FORMAT, version: 1, ...facts, files };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await fs.promises.writeFile(path.join(folder, MANIFEST_FILE), text, { flag: 'wx', flush: true });
  return createHash('sha256').update(text).digest('hex');
}

/** Whether a folder for the tax office lies there. */
export function isTaxFolder(folder: string): boolean {
  return fs.existsSync(path.join(folder, MANIFEST_FILE));
}

/**
 * Whether a folder is what was written: each file there, unchanged, and no other one.
 *
 * @param isKnown whether the data folder noted a manifest with this SHA-256 when it made a folder
 */
export async function checkTaxFolder(
  folder: string,
  isKnown: (sha256: string) => boolean,
  onFinding: (finding: Finding) => void,
): Promise<void> {
  const say = (code: string, row: string, text: string) =>
    onFinding({ code, table: 'tax-folder', row, text });
  const text = await fs.promises.readFile(path.join(folder, MANIFEST_FILE));
  const manifest = parsed(text.toString());
  if (!manifest) {
    say('manifest-unreadable', MANIFEST_FILE, `${MANIFEST_FILE} is no manifest of this program.`);
    return;
  }
  if (!isKnown(createHash('sha256').update(text).digest('hex'))) {
    const meaning = 'it was changed, or another data folder made it';
    say('manifest-unknown', MANIFEST_FILE, `This data folder wrote no such manifest: ${meaning}.`);
  }
  const left = new Set(await filesIn(folder));
  left.delete(MANIFEST_FILE);
  for (const { path: place, sha256 } of manifest.files) {
    if (!left.delete(place)) {
      say('folder-file-missing', place, `The file ${place} is missing in the folder.`);
      continue;
    }
    const found = await hashed(folder, place);
    if (found.sha256 !== sha256) {
      say('folder-file-changed', place, `The file ${place} was changed after the folder was made.`);
    }
  }
  for (const place of left) {
    say('folder-file-added', place, `The file ${place} was put into the folder afterwards.`);
  }
}

function parsed(text: string): Manifest | undefined {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** All files in a folder and in those within, with `/`, in an order that does not depend on the disk. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await fs.promises.readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((place) => place.split(path.sep).join('/'))
    .sort();
}

async function hashed(folder: string, place: string): Promise<Manifest['files'][number]> {
  const file = path.join(folder, place);
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(fs.createReadStream(file), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  });
  return { path: place, bytes, sha256: hash.digest('hex') };
}
