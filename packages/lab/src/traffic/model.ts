import { meanSeconds, sharesWithin } from './modelLatency.ts';
import { arrivals, type Instant } from './modelRhythm.ts';

/**
 * Where a version runs.
 *
 * @public
 */
export type Environment = 'dev' | 'staging' | 'canary' | 'prod';

/**
 * Which part of the traffic it gets.
 *
 * @public
 */
export type Track = 'stable' | 'canary' | 'candidate';

/**
 * Names one version of a service where it runs; the labels of its series.
 *
 * @public
 */
export interface StreamId {
  service: string;
  namespace: string;
  environment: Environment;
  track: Track;
  version: string;
  /** The pod-template hash. */
  hash: string;
}

/**
 * How a version answers: shares of its requests.
 *
 * @public
 */
export interface Quality {
  /** Answered by a 500. */
  errorRatio: number;
  /** Answered after more than 300 ms. */
  slowRatio: number;
}

/**
 * The requests that one version gets.
 *
 * @public
 */
export interface Stream extends StreamId, Quality {
  /** On average over a day. */
  requestsPerSecond: number;
}

/**
 * Chooses streams; what is left out does not matter.
 *
 * @public
 */
export interface Which {
  service: string;
  namespace?: string;
  environment?: Environment;
  /** A version, or a pod-template hash. */
  version?: string;
}

/**
 * Takes the place of the quality of the streams that it chooses.
 *
 * @public
 */
export interface Fault extends Partial<Quality> {
  which: Which;
}

/** What was counted of a stream. Fractions of requests are kept, so that rare errors are not lost. */
export interface Counts {
  good: number;
  bad: number;
  /** Per bound of the latency buckets. */
  within: readonly number[];
  seconds: number;
}

/** The state of the model. */
export interface Traffic {
  at: Instant;
  streams: ReadonlyMap<string, { stream: Stream; counts: Counts }>;
  /** A later one wins. */
  faults: readonly Fault[];
  stopped: readonly Which[];
  hidden: readonly Which[];
}

const NOTHING: Counts = { good: 0, bad: 0, within: [], seconds: 0 };

/** No requests yet. */
export function noTraffic(at: Instant, hidden: readonly Which[] = []): Traffic {
  return { at, streams: new Map(), faults: [], stopped: [], hidden };
}

/** Counts what arrives until an instant; an earlier one counts nothing. */
export function advance(traffic: Traffic, to: Instant): Traffic {
  const { at: from } = traffic;
  if (to <= from) return traffic;
  const streams = mapStreams(traffic, (stream, counts) => {
    const requests = arriving(traffic, stream, { from, to });
    return add(counts, requests, qualityOf(traffic, stream));
  });
  return { ...traffic, at: to, streams };
}

/** Replaces the streams: a known one goes on counting, a new one begins at 0. */
export function withStreams(
  traffic: Traffic,
  streams: readonly Stream[],
): Traffic {
  return {
    ...traffic,
    streams: new Map(
      streams.map(stream => {
        const key = keyOf(stream);
        const counts = traffic.streams.get(key)?.counts ?? NOTHING;
        return [key, { stream, counts }];
      }),
    ),
  };
}

/** Counts from 0 again, as after a restart of the pods. */
export function resetCounts(traffic: Traffic, which?: Which): Traffic {
  return {
    ...traffic,
    streams: mapStreams(traffic, (stream, counts) =>
      !which || chooses(which, stream) ? NOTHING : counts,
    ),
  };
}

/** Does it choose this stream? */
export function chooses(which: Which, stream: StreamId): boolean {
  return (
    which.service === stream.service &&
    (which.namespace ?? stream.namespace) === stream.namespace &&
    (which.environment ?? stream.environment) === stream.environment &&
    (which.version === undefined ||
      which.version === stream.version ||
      which.version === stream.hash)
  );
}

/** How a stream answers now. */
export function qualityOf({ faults }: Traffic, stream: Stream): Quality {
  const quality: Quality = {
    errorRatio: stream.errorRatio,
    slowRatio: stream.slowRatio,
  };
  for (const { which, errorRatio, slowRatio } of faults) {
    if (!chooses(which, stream)) continue;
    quality.errorRatio = errorRatio ?? quality.errorRatio;
    quality.slowRatio = slowRatio ?? quality.slowRatio;
  }
  return quality;
}

function arriving(
  { stopped }: Traffic,
  stream: Stream,
  span: { from: Instant; to: Instant },
): number {
  if (stopped.some(which => chooses(which, stream))) return 0;
  const { requestsPerSecond, service } = stream;
  return requestsPerSecond * arrivals(service, span.from, span.to);
}

function add(counts: Counts, requests: number, quality: Quality): Counts {
  const { errorRatio, slowRatio } = quality;
  return {
    good: counts.good + requests * (1 - errorRatio),
    bad: counts.bad + requests * errorRatio,
    within: sharesWithin(slowRatio).map(
      (share, index) => (counts.within[index] ?? 0) + requests * share,
    ),
    seconds: counts.seconds + requests * meanSeconds(slowRatio),
  };
}

function mapStreams(
  { streams }: Traffic,
  change: (stream: Stream, counts: Counts) => Counts,
): Traffic['streams'] {
  return new Map(
    [...streams].map(([key, { stream, counts }]) => [
      key,
      { stream, counts: change(stream, counts) },
    ]),
  );
}

function keyOf(stream: StreamId): string {
  const { service, namespace, environment, track, version, hash } = stream;
  return [service, namespace, environment, track, version, hash].join(' ');
}
