import { formatMatchers } from '../matchers';
import type { Objective } from '../objective';
import { recorded, series } from '../rules/recorded';
import type { ExpectedQuery } from './testTypes';

/** Queries that are checked at a minute. Sums take the labels away; rounding, what floating point adds. */
export function checks(objective: Objective, minute: number) {
  const { labels } = recorded(objective);
  const mine = `{slo_id="${objective.id}"}`;
  const query = (
    expr: string,
    ...samples: ExpectedQuery['exp_samples']
  ): ExpectedQuery => ({ expr, eval_time: `${minute}m`, exp_samples: samples });
  return {
    rounded: (name: string, value: number, scale = 1) => {
      const scaled = scale === 1 ? '' : ` * ${scale}`;
      return query(`round(sum(${name}${mine})${scaled})`, {
        labels: '{}',
        value,
      });
    },
    exact: (name: string, value: number) =>
      query(`sum(${name}${mine})`, { labels: '{}', value }),
    missing: (name: string) => query(`${name}${mine}`),
    labels: () =>
      query(`${series.totalTile}${mine} * 0`, {
        labels: `{${labelText(labels)}}`,
        value: 0,
      }),
    firing: (alert: Record<string, string>, isFiring: boolean) => {
      const all = { ...alert, alertstate: 'firing', slo_id: objective.id };
      const expr = `sum(ALERTS{${labelText(all)}})`;
      return isFiring ? query(expr, { labels: '{}', value: 1 }) : query(expr);
    },
    noAlert: () => query(`ALERTS${mine}`),
  };
}

function labelText(labels: Record<string, string>): string {
  return formatMatchers(
    Object.entries(labels).map(([label, value]) => ({
      label,
      operator: '=',
      value,
    })),
  );
}
