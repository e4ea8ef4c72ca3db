import type { MetricSummary } from '@greenlight/backstage-plugin-delivery-common';
import { oneLine } from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';
import { phaseTone, shortName } from './words';

/** One metric of the analysis that judges the update. */
export type MetricView = {
  key: string;
  name: string;
  tone: Tone;
  phase: string;
  value?: string;
  condition?: string;
  counts: string;
  message?: string;
};

/** Prometheus answers a list; where it holds one number, that is the value. */
function valueText(value: string): string {
  const number = Number(/^\[\s*([-+.\deE]+)\s*\]$/.exec(value)?.[1] ?? NaN);
  return Number.isFinite(number)
    ? String(Number(number.toPrecision(4)))
    : value;
}

/** A metric with how often it was measured and how that went. */
export function metricView(metric: MetricSummary): MetricView {
  const { successful, failed, inconclusive, error } = metric;
  const total = successful + failed + inconclusive + error;
  const troubles = [
    failed > 0 && `${failed} failed`,
    inconclusive > 0 && `${inconclusive} inconclusive`,
    error > 0 && `${error} without an answer`,
  ].filter(Boolean);
  const measured =
    total === 0 ? 'not measured yet' : `${successful} of ${total} good`;
  return {
    key: `${metric.run}/${metric.metric}`,
    name: metric.metric,
    tone: phaseTone(metric.phase),
    phase: shortName(metric.phase),
    ...(metric.value !== undefined && { value: valueText(metric.value) }),
    ...(metric.condition && { condition: metric.condition }),
    counts: [measured, ...troubles].join(', '),
    ...(metric.message && { message: oneLine(metric.message) }),
  };
}
