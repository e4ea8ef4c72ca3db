import { startPrometheus } from '@greenlight/lab';
import type { PrometheusVersion } from '@greenlight/lab';
import { createPrometheus } from '../createPrometheus';
import type { Series } from '../Prometheus';
import type { FakeRule } from '../testing';
import { proxyTo } from './tcpProxy';
import type { ContractWorld } from './world';
import { GROUPS, SERIES } from './world';

/** A Prometheus of its own, with the series as its past. */
export async function openRealWorld(
  version: PrometheusVersion,
): Promise<ContractWorld> {
  const server = await startPrometheus({
    version,
    rules: [JSON.stringify({ groups: GROUPS.map(ruleFileGroup) })],
    openMetrics: [openMetrics(SERIES)],
  });
  const proxy = await proxyTo(server.url);
  return {
    version: server.version,
    remarks: version === '3',
    client: ({ timeoutMs } = {}) =>
      createPrometheus({ name: 'contract', url: proxy.url, timeoutMs }),
    silence: proxy.hold,
    vanish: proxy.close,
    recover: proxy.open,
    async close() {
      await proxy.close();
      await server.stop();
    },
  };
}

function ruleFileGroup({
  name,
  intervalSeconds,
  rules,
}: (typeof GROUPS)[number]) {
  return { name, interval: `${intervalSeconds}s`, rules: rules.map(fileRule) };
}

/** YAML is a superset of JSON. */
function fileRule({ name, query: expr, labels, alert }: FakeRule) {
  return alert
    ? {
        alert: name,
        expr,
        labels,
        for: `${alert.forSeconds}s`,
        annotations: alert.annotations,
      }
    : { record: name, expr, labels };
}

/** Series in the OpenMetrics format. */
export function openMetrics(series: readonly Series[]): string {
  const names = [...new Set(series.map(({ labels }) => labels.__name__))];
  const blocks = names.map(name => {
    const lines = series
      .filter(({ labels }) => labels.__name__ === name)
      .flatMap(({ labels, points }) =>
        points.map(
          ([at, value]) =>
            `${name}${labelText(labels)} ${numberText(value)} ${at / 1000}`,
        ),
      );
    return [`# TYPE ${name} gauge`, ...lines].join('\n');
  });
  return `${blocks.join('\n')}\n# EOF\n`;
}

function labelText(labels: Series['labels']): string {
  const pairs = Object.entries(labels)
    .filter(([label]) => label !== '__name__')
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `{${pairs.join(',')}}`;
}

function numberText(value: number): string {
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}
