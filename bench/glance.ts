/**
 * A month at a glance, beside the counts of the same month alone.
 *
 *   npm run bench -- glance [--rows 1000000] [--rounds 30]
 */
import { parseArgs } from 'node:util';
import { createMonthFigures } from '../electron/core/db/month-figures.ts';
import { createGlanceHandlers } from '../electron/topics/glance/handlers.ts';
import { BOOKING_TIME_LIMITS_MS } from '../shared/contract/glance.ts';
import { filledFolder, LAST_DAY, openFilled } from './fixture.ts';
import { median, percentile, table } from './report.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '30' },
  },
});
const rows = Number(values.rows);
const db = openFilled(filledFolder('glance', rows), rows);
const month = new Date(LAST_DAY).toISOString().slice(0, 7);
const days = { from: `${month}-01`, to: `${month}-31` };
const glance = createGlanceHandlers({ db })['glance.month'];
const { counts } = createMonthFigures(db, BOOKING_TIME_LIMITS_MS);

function timesOf(ask: () => unknown): number[] {
  return Array.from({ length: Number(values.rounds) }, () => {
    const start = performance.now();
    ask();
    return performance.now() - start;
  });
}

const jobs = counts(days).reduce((sum, { count }) => sum + count, 0);
const line = (name: string, times: readonly number[]) => [
  name,
  ...[median(times), percentile(times, 95)].map((ms) => `${ms.toFixed(2)} ms`),
];
process.stdout.write(
  `${rows} jobs, ${jobs} of them in ${month}\n${table(
    ['question', 'median', 'p95'],
    [
      line(
        'month at a glance',
        timesOf(() => glance(month)),
      ),
      line(
        'its counts alone',
        timesOf(() => counts(days)),
      ),
    ],
  )}\n`,
);
db.close();
