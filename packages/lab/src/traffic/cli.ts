import { LabError } from '../errors.ts';
import type { Lab } from '../run/state.ts';
import { traffic, type ShownStream, type ShownTraffic } from './client.ts';
import type { Environment, Which } from './model.ts';

/** What stands on the command line after `lab traffic`. */
export interface TrafficWords {
  words: readonly string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
}

/** What can be done to the traffic from the command line. */
export const TRAFFIC_ACTIONS = [
  'show',
  'bad',
  'good',
  'stop',
  'resume',
  'hide',
  'unhide',
  'reset',
  'restore',
] as const;

type Action = (typeof TRAFFIC_ACTIONS)[number];

const ENVIRONMENTS: readonly Environment[] = [
  'dev',
  'staging',
  'canary',
  'prod',
];

/** Does what `lab traffic` says, and says what the traffic is then. */
export async function trafficVerb(
  lab: Lab,
  given: TrafficWords,
): Promise<string> {
  const [first = 'show', service] = given.words;
  const action = TRAFFIC_ACTIONS.find(one => one === first);
  if (!action) {
    throw new LabError(
      `"${first}" is nothing that can be done to traffic. There is: ${TRAFFIC_ACTIONS.join(
        ', ',
      )}.`,
    );
  }
  const which = service === undefined ? undefined : whichOf(service, given);
  const shown = await perform(lab, action, { which, ...given });
  return trafficText(shown, which);
}

function perform(
  lab: Lab,
  action: Action,
  given: TrafficWords & { which: Which | undefined },
): Promise<ShownTraffic> {
  const { which, options } = given;
  const control = traffic(lab);
  if (action === 'show') return control.show();
  if (action === 'restore') return control.restore();
  if (action === 'reset') return control.reset(which);
  if (!which) {
    throw new LabError(
      `"lab traffic ${action}" needs the name of a service, for example "lab traffic ${action} checkout".`,
    );
  }
  if (action !== 'bad') {
    return action === 'good' ? control.makeGood(which) : control[action](which);
  }
  const errorRatio = ratioOf(options, 'errors');
  const slowRatio = ratioOf(options, 'slow');
  if (errorRatio === undefined && slowRatio === undefined) {
    throw new LabError(
      '"lab traffic bad" needs --errors, --slow or both, for example --errors 5%.',
    );
  }
  return control.makeBad({ ...which, errorRatio, slowRatio });
}

function whichOf(service: string, { options }: TrafficWords): Which {
  const { environment, version, namespace } = options;
  const known = ENVIRONMENTS.find(one => one === environment);
  if (environment !== undefined && !known) {
    throw new LabError(
      `--environment is "${environment}", but must be one of ${ENVIRONMENTS.join(
        ', ',
      )}.`,
    );
  }
  return {
    service,
    ...(known && { environment: known }),
    ...(typeof version === 'string' && { version }),
    ...(typeof namespace === 'string' && { namespace }),
  };
}

/** `5%` and `0.05` are the same. */
function ratioOf(
  options: TrafficWords['options'],
  name: 'errors' | 'slow',
): number | undefined {
  const text = options[name];
  if (typeof text !== 'string') return undefined;
  const [, digits, isPercent] = /^(\d+(?:\.\d+)?)(%?)$/.exec(text) ?? [];
  const ratio = Number(digits) / (isPercent ? 100 : 1);
  if (ratio >= 0 && ratio <= 1) return ratio;
  throw new LabError(
    `--${name} is "${text}", but must be a share of the requests: 0.05 or 5%.`,
  );
}

const HEAD = [
  'service',
  'environment',
  'track',
  'version',
  'requests/s',
  'errors',
  'slow',
];

/** A table of what gets requests, and what was done to it. */
export function trafficText(shown: ShownTraffic, which?: Which): string {
  const rows = shown.streams
    .filter(({ service }) => !which || service === which.service)
    .filter(({ requestsPerSecond, good }) => requestsPerSecond > 0 || good > 0)
    .map(rowOf);
  const done = [
    ...shown.faults.map(({ which: one }) => `bad: ${nameOf(one)}`),
    ...shown.stopped.map(one => `stopped: ${nameOf(one)}`),
    ...shown.hidden.map(one => `hidden: ${nameOf(one)}`),
  ];
  return [...table([HEAD, ...rows]), ...done].join('\n');
}

function rowOf(stream: ShownStream): string[] {
  const { service, environment, track, version } = stream;
  return [
    service,
    environment,
    track,
    version,
    stream.requestsPerSecond.toFixed(1),
    percent(stream.errorRatio),
    percent(stream.slowRatio),
  ];
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toPrecision(3))}%`;
}

function nameOf({ service, namespace, environment, version }: Which): string {
  return [service, namespace, environment, version].filter(Boolean).join(' ');
}

function table(rows: readonly string[][]): string[] {
  const widths = HEAD.map((_, column) =>
    Math.max(...rows.map(row => row[column]?.length ?? 0)),
  );
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
