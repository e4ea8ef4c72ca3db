import { isFresh } from './freshness';
import type { Counted, Share } from './share';
import type { Part } from './snapshot';

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
  parts: Part[];
  notes: string[];
};

/** Tiles more or fewer than this are an accident of when it was asked. */
const SAME_COVERAGE = 0.002;

/**
 * The one of several recordings of the same events that saw most of them, and
 * the same one each time where they saw alike: numbers should not flicker.
 */
function fullest(shares: readonly Share[]): Share | undefined {
  const fresh = shares.filter(isFresh);
  const among = fresh.length > 0 ? fresh : shares;
  const most = Math.max(...among.map(({ coverage = 0 }) => coverage));
  return among
    .filter(({ coverage = 0 }) => !(coverage < most - SAME_COVERAGE))
    .sort(
      (a, b) =>
        a.instance.localeCompare(b.instance) ||
        a.replica.localeCompare(b.replica),
    )[0];
}

function byPlace(shares: readonly Share[]): Share[][] {
  const places = new Map<string, Share[]>();
  for (const share of shares) {
    const there = places.get(share.place);
    if (there) there.push(share);
    else places.set(share.place, [share]);
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
 * How much of the window was seen: of the events that all places would have had
 * if each had been seen for the whole window, those that were.
 */
function coverageOf(parts: readonly Share[], window: string) {
  const [only] = parts;
  if (parts.length === 1) return only?.coverage;
  const seen = parts.map(({ coverage, sums }) => ({
    coverage: coverage ?? NaN,
    total: sums[window]?.total ?? NaN,
  }));
  const total = seen.reduce((sum, each) => sum + each.total, 0);
  const whole = seen.reduce((sum, each) => sum + each.total / each.coverage, 0);
  return Number.isFinite(whole) && whole > 0
    ? total / whole
    : lowest(parts.map(({ coverage }) => coverage));
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
  return {
    ...counted(parts.map(({ sums }) => sums[window] ?? {})),
    hour: counted(parts.map(({ tiles }) => tiles['1h'])),
    sixHours: counted(parts.map(({ tiles }) => tiles['6h'])),
    ratio1h: ratioOf(parts, '1h'),
    ratio6h: ratioOf(parts, '6h'),
    coverage: coverageOf(parts, window),
    newestAt: lowest(parts.map(({ newestAt }) => newestAt)),
    evaluatedAt: Math.max(...parts.map(({ evaluatedAt }) => evaluatedAt)),
    parts: parts.map(({ instance, place }) => ({ instance, place })),
    notes: notesOf(places, parts),
  };
}

const names = (shares: readonly Share[], of: (share: Share) => string) => [
  ...new Set(shares.map(of)),
];

function notesOf(places: readonly Share[][], parts: readonly Share[]) {
  const notes: string[] = [];
  const twice = places.find(place => place.length > 1);
  if (twice) {
    const by = names(twice, ({ instance }) => instance);
    const shown = parts[places.indexOf(twice)]?.instance ?? '';
    notes.push(
      by.length > 1
        ? `Recorded by ${by.join(
            ' and ',
          )} alike; the numbers are those of ${shown}, which saw most.`
        : `Recorded by ${twice.length} replicas alike; the numbers are those of the one that saw most.`,
    );
  }
  if (parts.length > 1) {
    const where = parts.map(({ place }) => place || 'no label').slice(0, 5);
    notes.push(
      `Events of ${parts.length} places are added up: ${where.join('; ')}${
        parts.length > where.length ? '…' : ''
      }.`,
    );
  }
  return notes;
}
