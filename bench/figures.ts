/**
 * Figures that one benchmark hands to another: `npm run bench -- felt` runs the others and makes a table of what they saw.
 * A benchmark that a person runs alone writes none.
 */
import fs from 'node:fs';
import { median, percentile } from './report.ts';

/** Names the file that figures are appended to, a JSON object a line; set by `felt` alone. */
export const FIGURES_VARIABLE = 'VENDUO_BENCH_FIGURES';

export interface Figure {
  readonly name: string;
  readonly median: number;
  readonly p95: number;
  readonly rounds: number;
}

/** @param samples in the unit that the name implies; none: nothing is written */
export function noteFigure(name: string, samples: readonly number[]): void {
  const file = process.env[FIGURES_VARIABLE];
  if (file === undefined || samples.length === 0) return;
  const figure: Figure = {
    name,
    median: median(samples),
    p95: percentile(samples, 95),
    rounds: samples.length,
  };
  fs.appendFileSync(file, `${JSON.stringify(figure)}\n`);
}

export function readFigures(file: string): ReadonlyMap<string, Figure> {
  if (!fs.existsSync(file)) return new Map();
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n').filter(Boolean);
  return new Map(
    lines.map((line) => {
      const figure = JSON.parse(line) as Figure;
      return [figure.name, figure];
    }),
  );
}
