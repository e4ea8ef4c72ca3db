import { parse } from 'yaml';
import { z } from 'zod/v4';
import { LabError } from '../errors.ts';

const ruleFile = z.looseObject({
  groups: z.array(
    z.looseObject({
      interval: z.string().optional(),
      rules: z.array(
        z.looseObject({
          record: z.string().optional(),
          labels: z.record(z.string(), z.string()).optional(),
        }),
      ),
    }),
  ),
});

/** How the rules of an objective write a series. */
export interface Recorded {
  labels: Readonly<Record<string, string>>;
  intervalSeconds: number;
}

/** What a rule file says about a series; its labels are read rather than made up, so that the past and the present are one series. */
export function recordedAs(
  series: string,
  from: { file: string; text: string },
): Recorded {
  const { groups } = ruleFile.parse(parse(from.text));
  for (const { interval, rules } of groups) {
    const rule = rules.find(({ record }) => record === series);
    if (!rule) continue;
    return { labels: rule.labels ?? {}, intervalSeconds: seconds(interval) };
  }
  throw new LabError(`${from.file} has no rule that records ${series}.`);
}

const UNITS: Readonly<Record<string, number | undefined>> = { s: 1, m: 60 };

function seconds(interval = '1m'): number {
  const [, count, unit = ''] = /^(\d+)([sm])$/.exec(interval) ?? [];
  return Number(count) * (UNITS[unit] ?? Number.NaN);
}
