/**
 * Whether the graphics card draws the window. A driver that made Chromium's graphics process die will do so again, and at the
 * third time Chromium ends the whole program: the next start draws without it. Another Chromium tries anew.
 */
import fs from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';

const FILE = 'graphics.json';
const storedSchema = z.object({ diedUnder: z.string() });

export interface Graphics {
  /** Whether the card is trusted. */
  isTrusted(): boolean;
  /** The graphics process died. @throws when that cannot be noted */
  died(): void;
}

/** @param chromium the version that draws */
export function createGraphics(dataFolder: string, chromium: string): Graphics {
  const file = path.join(dataFolder, FILE);
  return {
    isTrusted() {
      try {
        return storedSchema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).diedUnder !== chromium;
      } catch {
        return true;
      }
    },
    died: () => writeFileAtomic.sync(file, JSON.stringify({ diedUnder: chromium })),
  };
}
