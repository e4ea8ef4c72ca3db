/** What it costs to read the budgets of 10, 1,000 and 10,000 objectives from a Prometheus, beside asking for one objective at a time. */
import { execFile } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startPrometheus } from '@greenlight/lab';
import { z } from 'zod/v4';
import { judge } from './aims.ts';
import { recordedSeries } from './budgets/recordedSeries.ts';

const SIZES = [10, 1_000, 10_000];
const root = fileURLToPath(new URL('../../../', import.meta.url));

const oneByOne = z.object({ queries: z.number(), ms: z.number() });
const reportSchema = z.object({
  objectives: z.number(),
  known: z.number(),
  queries: z.number(),
  firstMs: z.number(),
  medianMs: z.number(),
  againMs: z.number(),
  oneByOne,
  sumsOnly: oneByOne,
});

type Report = z.infer<typeof reportSchema>;

/** Product code is written for bundlers, so a process with their transform runs it. */
async function readBudgets(url: string): Promise<Report> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--require',
      `${root}node_modules/@backstage/cli-node/config/nodeTransform.cjs`,
      `${root}plugins/slo-backend/src/__testUtils__/bench/readBudgets.ts`,
      url,
    ],
    { cwd: root },
  );
  return reportSchema.parse(JSON.parse(stdout));
}

async function measure(objectives: number): Promise<Report> {
  const openMetrics = recordedSeries(objectives, Date.now());
  const server = await startPrometheus({ version: '3', openMetrics });
  try {
    return await readBudgets(server.url);
  } finally {
    await server.stop();
  }
}

const times = (alternative: number, ours: number) =>
  `${(alternative / ours).toFixed(0)} times`;

function tell(report: Report): void {
  const { objectives, queries, firstMs, medianMs } = report;
  const { oneByOne: each, sumsOnly } = report;
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  console.log(
    [
      `${objectives} objectives, load ${loadavg()[0]?.toFixed(1)}`,
      `  one reading of all              ${queries} queries, ${ms(
        medianMs,
      )} (the first ${ms(firstMs)}, after the others ${ms(report.againMs)})`,
      `  the same, one objective a query ${each.queries} queries, ${ms(
        each.ms,
      )}: ${times(each.queries, queries)} the queries, ${times(
        each.ms,
        medianMs,
      )} the time`,
      `  only sums, one objective a query ${sumsOnly.queries} queries, ${ms(
        sumsOnly.ms,
      )}: ${times(
        sumsOnly.ms,
        medianMs,
      )} the time, without burn rates, coverage, age and alerts`,
    ].join('\n'),
  );
}

async function main(): Promise<boolean> {
  const reports: Report[] = [];
  for (const size of SIZES) {
    const report = await measure(size);
    tell(report);
    reports.push(report);
  }
  const counts = reports.map(({ queries }) => queries);
  const largest = reports[reports.length - 1];
  if (!largest) throw new Error('Nothing was measured');
  return judge(
    [
      {
        what: 'upstream queries, the most beside the fewest of all sizes',
        figure: Math.max(...counts) - Math.min(...counts),
        atMost: 0,
        unit: 'queries more',
      },
      {
        what: 'objectives without a budget beside the one without tiles',
        figure: Math.max(
          ...reports.map(({ objectives, known }) => objectives - known - 1),
        ),
        atMost: 0,
        unit: 'objectives',
      },
      {
        what: 'objectives that were not found',
        figure: Math.max(
          ...reports.map(({ objectives }, i) => (SIZES[i] ?? 0) - objectives),
        ),
        atMost: 0,
        unit: 'objectives',
      },
      {
        what: 'reading of 10,000 objectives',
        figure: largest.medianMs / 1000,
        atMost: 5,
        unit: 's',
      },
      {
        what: 'its time as a share of one objective a query',
        figure: (100 * largest.medianMs) / largest.oneByOne.ms,
        atMost: 2,
        unit: '%',
      },
    ],
    console.log,
  );
}

process.exitCode = (await main()) ? 0 : 1;
