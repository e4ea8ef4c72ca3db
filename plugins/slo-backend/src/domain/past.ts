import type {
  Measured,
  ObjectiveSummary,
  Tile,
  UnknownReason,
} from '@greenlight/backstage-plugin-slo-common';
import type { DetailReading, Line } from './detailReading';
import { isSame, placeName, whereOf } from './identity';

type Answered = Extract<DetailReading, { state: 'answered' }>;

/** Events of spans of one length, oldest first; spans without data are missing. */
export type Past = Measured<{ tiles: Tile[]; stepSeconds: number }>;

function unknown(reason: UnknownReason): Past {
  return { state: 'unknown', reason };
}

/** What others record of their objectives is ratios. */
const NO_EVENTS: UnknownReason = {
  code: 'neverSeen',
  sentence: 'ratios are recorded, and no events: there is nothing to draw',
};

/** What is missing of the readings of an objective's instances, if anything is. */
function incomplete(
  instances: readonly string[],
  readings: ReadonlyMap<string, DetailReading>,
): UnknownReason | undefined {
  for (const instance of instances) {
    const reading = readings.get(instance);
    if (!reading) {
      return {
        code: 'prometheusDown',
        sentence: `Prometheus ${instance} is not configured any more`,
      };
    }
    if (reading.state === 'down') {
      return {
        code: 'prometheusDown',
        sentence: `Prometheus ${instance} does not answer: ${reading.reason}`,
      };
    }
    if (reading.warnings.length > 0) {
      return {
        code: 'partial',
        sentence: `Prometheus ${instance} answered in part: ${reading.warnings.join(
          '; ',
        )}`,
      };
    }
  }
  return undefined;
}

/** Replicas of other instances recorded the same place: the longest line has seen most. */
function longestByPlace(lines: readonly Line[]): Line[] {
  const found = new Map<string, Line>();
  for (const line of lines) {
    const place = placeName(whereOf(line.labels, []).place);
    const known = found.get(place);
    if (!known || known.points.length < line.points.length) {
      found.set(place, line);
    }
  }
  return [...found.values()];
}

/** Lines of the indicator that was counted last: what it counted before is another history. */
function ofNewestSpec(lines: readonly Line[]): readonly Line[] {
  const newest = (line: Line) => line.points.at(-1)?.[0] ?? 0;
  const [last] = [...lines].sort((a, b) => newest(b) - newest(a));
  const hash = last?.labels.spec_hash;
  return lines.filter(({ labels }) => labels.spec_hash === hash);
}

function sumAt(lines: readonly Line[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [at, value] of lines.flatMap(({ points }) => points)) {
    sums.set(at, (sums.get(at) ?? 0) + value);
  }
  return sums;
}

function tilesOf(readings: readonly Answered[], summary: ObjectiveSummary) {
  const ours = (pick: 'bad' | 'total') =>
    readings.flatMap(reading =>
      reading[pick].filter(({ labels }) => isSame(labels, summary.objective)),
    );
  const totals = longestByPlace(ofNewestSpec(ours('total')));
  const hash = totals[0]?.labels.spec_hash;
  const bads = longestByPlace(
    ours('bad').filter(({ labels }) => labels.spec_hash === hash),
  );
  const failed = sumAt(bads);
  return [...sumAt(totals)]
    .flatMap(([at, total]) => tileOf(at, failed.get(at) ?? NaN, total) ?? [])
    .sort((a, b) => a.at - b.at);
}

/** Sums of fractions may be less than nothing by so much. */
const NOISE = 1e-6;

/** A span without its bad events is not a span without errors, and one that makes no sense is none. */
function tileOf(at: number, bad: number, total: number): Tile | undefined {
  if (!Number.isFinite(total + bad) || total < 0 || bad < -NOISE) {
    return undefined;
  }
  return { at, bad: Math.min(Math.max(0, bad), total), total };
}

/** The recorded events of one objective, through its window. */
export function pastOf(
  summary: ObjectiveSummary,
  readings: ReadonlyMap<string, DetailReading>,
  now: Date,
): Past {
  const { instances, source } = summary.objective;
  if (source !== 'greenlight') return unknown(NO_EVENTS);
  const missing = incomplete(instances, readings);
  if (missing) return unknown(missing);
  const answered = instances.flatMap(name => {
    const reading = readings.get(name);
    return reading?.state === 'answered' ? [reading] : [];
  });
  const start = now.getTime() - summary.objective.window.seconds * 1000;
  const tiles = tilesOf(answered, summary).filter(({ at }) => at > start);
  if (tiles.length === 0) {
    return unknown(
      summary.budget.state === 'unknown'
        ? summary.budget.reason
        : { code: 'neverSeen', sentence: 'no tiles were found' },
    );
  }
  return {
    state: 'measured',
    tiles,
    stepSeconds: answered[0]?.stepSeconds ?? NaN,
  };
}
