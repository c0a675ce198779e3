import fs from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

/** State of the demo shop that outlives a restart, so that no number is used twice. */
const shopStateSchema = z.strictObject({
  version: z.literal(1),
  /** Business day of the first exports; stored before they are written, so that a second attempt writes the same. */
  exportDay: z.string(),
  exported: z.boolean(),
  nextBillNumber: z.number().int().min(1),
  nextFile: z.number().int().min(1),
});
export type ShopState = z.infer<typeof shopStateSchema>;

const FILE = 'shop.json';

/** The stored state; undefined where there is none that can be read. */
export function loadShopState(folder: string): ShopState | undefined {
  try {
    const text = fs.readFileSync(path.join(folder, FILE), 'utf8');
    return shopStateSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Replaces the state in one step: a crash leaves the old one or the new one. */
export function saveShopState(folder: string, state: ShopState): void {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, FILE);
  writeFileAtomic.sync(file, JSON.stringify(state));
}
