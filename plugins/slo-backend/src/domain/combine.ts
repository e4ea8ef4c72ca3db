import type { Counted, Share } from './share';

/** What all places together recorded of one objective. */
export type Combined = {
  bad?: number;
  total?: number;
  hour: Counted;
  sixHours: Counted;
  ratio1h?: number;
  ratio6h?: number;
  coverage?: number;
  /** Of the place whose data is oldest: a sum is no newer than its oldest part. */
  newestAt?: number;
  evaluatedAt: number;
  instances: string[];
  notes: string[];
};

const atMost = (value: number | undefined) => value ?? -Infinity;

/** The one of several recordings of the same events that saw most of them. */
function fullest(shares: readonly Share[]): Share | undefined {
  return [...shares].sort(
    (a, b) =>
      atMost(b.coverage) - atMost(a.coverage) ||
      atMost(b.newestAt) - atMost(a.newestAt) ||
      a.instance.localeCompare(b.instance) ||
      a.replica.localeCompare(b.replica),
  )[0];
}

function byPlace(shares: readonly Share[]): Share[][] {
  const places = new Map<string, Share[]>();
  for (const share of shares) {
    places.set(share.place, [...(places.get(share.place) ?? []), share]);
  }
  return [...places.values()];
}

/** Sum where every part is known; a missing part makes the sum unknown. */
function sumOf(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce<number | undefined>(
    (sum, value) =>
      sum === undefined || value === undefined ? undefined : sum + value,
    0,
  );
}

function lowest(values: readonly (number | undefined)[]): number | undefined {
  return values.some(value => value === undefined)
    ? undefined
    : Math.min(...values.map(value => value ?? 0));
}

function counted(parts: readonly Counted[]): Counted {
  return {
    bad: sumOf(parts.map(({ bad }) => bad)),
    total: sumOf(parts.map(({ total }) => total)),
  };
}

/** A ratio of several places is the ratio of their sums, never a mean. */
function ratioOf(parts: readonly Share[], window: '1h' | '6h') {
  const [only] = parts;
  if (parts.length === 1) return only?.ratios[window];
  const { bad, total } = counted(parts.map(({ tiles }) => tiles[window]));
  return bad !== undefined && total ? bad / total : undefined;
}

/**
 * Puts the shares of one objective together: replicas recorded the same events,
 * so one of them is taken; places recorded different ones, so they are added.
 */
export function combine(
  shares: readonly Share[],
  window: string,
): Combined | undefined {
  const places = byPlace(shares);
  const parts = places.flatMap(place => fullest(place) ?? []);
  if (parts.length === 0) return undefined;
  const sums = counted(parts.map(({ sums: all }) => all[window] ?? {}));
  return {
    ...sums,
    hour: counted(parts.map(({ tiles }) => tiles['1h'])),
    sixHours: counted(parts.map(({ tiles }) => tiles['6h'])),
    ratio1h: ratioOf(parts, '1h'),
    ratio6h: ratioOf(parts, '6h'),
    coverage: lowest(parts.map(({ coverage }) => coverage)),
    newestAt: lowest(parts.map(({ newestAt }) => newestAt)),
    evaluatedAt: Math.max(...parts.map(({ evaluatedAt }) => evaluatedAt)),
    instances: [...new Set(parts.map(({ instance }) => instance))],
    notes: notesOf(places, parts),
  };
}

function notesOf(places: readonly Share[][], parts: readonly Share[]) {
  const notes: string[] = [];
  const most = Math.max(...places.map(place => place.length));
  if (most > 1) {
    notes.push(
      `Recorded ${most} times, by replicas or by several Prometheus; the one that saw most is shown.`,
    );
  }
  if (parts.length > 1) {
    notes.push(
      `Events of ${parts.length} places are added up: ${parts
        .map(({ place }) => place || 'no label')
        .join('; ')}.`,
    );
  }
  return notes;
}
