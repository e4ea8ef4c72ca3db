/** What it costs to read the budgets of 10, 1,000 and 10,000 objectives from a Prometheus, beside asking for one objective at a time. */
import { execFile } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startPrometheus } from '@greenlight/lab';
import { z } from 'zod/v4';
import { judge } from './aims.ts';
import type { Aim } from './aims.ts';
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
  cpuMs: z.number(),
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

const ms = (value: number) => `${value.toFixed(0)} ms`;

function tell(report: Report): void {
  const { objectives, queries, medianMs } = report;
  const beside = (what: string, other: Report['oneByOne']) => {
    const [more, longer] = [other.queries / queries, other.ms / medianMs];
    return `  ${what}: ${other.queries} queries, ${ms(
      other.ms,
    )}: ${more.toFixed(1)} times the queries, ${longer.toFixed(
      1,
    )} times the time`;
  };
  console.log(`${objectives} objectives, load ${loadavg()[0]?.toFixed(1)}`);
  console.log(
    `  one reading: ${queries} queries, ${ms(medianMs)}, first ${ms(
      report.firstMs,
    )}; processor time of the portal ${ms(report.cpuMs)}`,
  );
  console.log(beside('the same, one objective a query', report.oneByOne));
  console.log(beside('only the sums, one objective a query', report.sumsOnly));
}

function aimsOf(reports: readonly Report[], largest: Report): Aim[] {
  const counts = reports.map(({ queries }) => queries);
  const missing = reports.map(({ known }, i) => (SIZES[i] ?? 0) - known);
  return [
    {
      what: 'queries, the most beside the fewest of all sizes',
      figure: Math.max(...counts) - Math.min(...counts),
      atMost: 0,
      unit: 'more',
    },
    {
      what: 'objectives without a budget; one has no tiles',
      figure: Math.max(...missing),
      atMost: 1,
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
  ];
}

async function main(): Promise<boolean> {
  const reports: Report[] = [];
  for (const size of SIZES) {
    const report = await measure(size);
    tell(report);
    reports.push(report);
  }
  const largest = reports[reports.length - 1];
  if (!largest) throw new Error('Nothing was measured');
  return judge(aimsOf(reports, largest), console.log);
}

process.exitCode = (await main()) ? 0 : 1;
