import { chooses, type Counts, type Stream, type Traffic } from './model.ts';
import { BOUNDS } from './modelLatency.ts';

/** What Prometheus wants to hear about the text. */
export const CONTENT_TYPE = 'text/plain; version=0.0.4';

const REQUESTS = 'http_requests_total';
const DURATION = 'http_request_duration_seconds';

/** The counters of all streams that are not hidden, in the text format of Prometheus. Counters are whole numbers. */
export function expose(traffic: Traffic): string {
  const shown = [...traffic.streams.values()].filter(
    ({ stream }) => !traffic.hidden.some(which => chooses(which, stream)),
  );
  const lines = [
    `# HELP ${REQUESTS} Requests answered.`,
    `# TYPE ${REQUESTS} counter`,
    ...shown.flatMap(requestLines),
    `# HELP ${DURATION} Seconds until the answer.`,
    `# TYPE ${DURATION} histogram`,
    ...shown.flatMap(durationLines),
  ];
  return `${lines.join('\n')}\n`;
}

interface Shown {
  stream: Stream;
  counts: Counts;
}

function requestLines({ stream, counts }: Shown): string[] {
  const labels = labelsOf(stream);
  return [
    `${REQUESTS}{${labels},code="200"} ${Math.floor(counts.good)}`,
    `${REQUESTS}{${labels},code="500"} ${Math.floor(counts.bad)}`,
  ];
}

function durationLines({ stream, counts }: Shown): string[] {
  const labels = labelsOf(stream);
  const within = BOUNDS.map((_, index) =>
    Math.floor(counts.within[index] ?? 0),
  );
  return [
    ...BOUNDS.map(
      (bound, index) =>
        `${DURATION}_bucket{${labels},le="${boundText(bound)}"} ${
          within[index]
        }`,
    ),
    `${DURATION}_sum{${labels}} ${counts.seconds.toFixed(3)}`,
    `${DURATION}_count{${labels}} ${within.at(-1)}`,
  ];
}

function boundText(bound: number): string {
  return bound === Infinity ? '+Inf' : String(bound);
}

function labelsOf(stream: Stream): string {
  return [
    ['service', stream.service],
    ['namespace', stream.namespace],
    ['environment', stream.environment],
    ['track', stream.track],
    ['version', stream.version],
    ['rollouts_pod_template_hash', stream.hash],
  ]
    .map(([name, value = '']) => `${name}="${escape(value)}"`)
    .join(',');
}

function escape(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n');
}
