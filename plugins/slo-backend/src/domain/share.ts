import { placeName, rawKeyOf, whereOf } from './identity';
import type { Where } from './identity';
import type { SnapshotQuery } from './queries';
import type { InstanceReading } from './reading';
import type { Labels, Sample } from './sample';

/** Events of a burn window, as far as they were read. */
export type Counted = { bad?: number; total?: number };

/**
 * What was recorded of an objective at one place by one Prometheus. Values are
 * as they were read: anything may be missing, NaN or nonsense.
 */
export type Share = {
  readonly instance: string;
  /** As labels and as one text; empty where no label says where it was. */
  readonly where: Where;
  readonly place: string;
  readonly replica: string;
  readonly specHash: string;
  /** Sums over windows, by the window as the name of the series has it. */
  readonly sums: Record<string, Counted>;
  readonly tiles: { '1h': Counted; '6h': Counted };
  readonly ratios: { '1h'?: number; '6h'?: number };
  coverage?: number;
  /** The newest tile, by the clock of this Prometheus. */
  newestAt?: number;
  /** The time of the answer, by the clock of this Prometheus. */
  evaluatedAt: number;
};

const SUM = /^slo:(total|bad)_events:sum(\d+[mhdw])$/;
const RATIO = /^slo:sli_error:ratio_rate(1h|6h)$/;

type Write = (share: Share, sample: Sample) => void;

const writers: Record<Exclude<SnapshotQuery, 'info' | 'alerts'>, Write> = {
  sums(share, { labels, value }) {
    const [, kind, window] = SUM.exec(labels.__name__ ?? '') ?? [];
    if (window === undefined) return;
    const sum = (share.sums[window] ??= {});
    sum[kind === 'bad' ? 'bad' : 'total'] = value;
  },
  ratios(share, { labels, value }) {
    const [, window] = RATIO.exec(labels.__name__ ?? '') ?? [];
    if (window === '1h' || window === '6h') share.ratios[window] = value;
  },
  coverage(share, { value }) {
    share.coverage = value;
  },
  newest(share, { value }) {
    share.newestAt = value * 1000;
  },
  bad1h: (share, { value }) => void (share.tiles['1h'].bad = value),
  total1h: (share, { value }) => void (share.tiles['1h'].total = value),
  bad6h: (share, { value }) => void (share.tiles['6h'].bad = value),
  total6h: (share, { value }) => void (share.tiles['6h'].total = value),
};

/** Shares of every objective by the objective's key, labels as they are. */
export type Shares = ReadonlyMap<string, readonly Share[]>;

class ShareTable {
  readonly #byObjective = new Map<string, Map<string, Share>>();

  constructor(
    private readonly instance: string,
    private readonly replicaLabels: readonly string[],
  ) {}

  of(labels: Labels, evaluatedAt: number): Share {
    const where = whereOf(labels, this.replicaLabels);
    const place = placeName(where.place);
    const replica = placeName(where.replica);
    const specHash = labels.spec_hash ?? '';
    const objective = rawKeyOf(labels);
    const shares = this.#byObjective.get(objective) ?? new Map<string, Share>();
    this.#byObjective.set(objective, shares);
    const key = `${specHash}\n${place}\n${replica}`;
    const known = shares.get(key);
    if (known) return known;
    const share: Share = {
      instance: this.instance,
      where,
      place,
      replica,
      specHash,
      sums: {},
      tiles: { '1h': {}, '6h': {} },
      ratios: {},
      evaluatedAt,
    };
    shares.set(key, share);
    return share;
  }

  *entries(): Generator<[string, Share[]]> {
    for (const [objective, shares] of this.#byObjective) {
      yield [objective, [...shares.values()]];
    }
  }
}

type Answered = Extract<InstanceReading, { state: 'answered' }>;

function tableOf(reading: Answered, replicaLabels: readonly string[]) {
  const table = new ShareTable(reading.instance, replicaLabels);
  for (const [query, write] of Object.entries(writers)) {
    for (const sample of reading.samples[query as keyof typeof writers]) {
      write(table.of(sample.labels, sample.at), sample);
    }
  }
  for (const sample of reading.lastSeen) {
    const share = table.of(sample.labels, sample.at);
    share.newestAt ??= sample.value * 1000;
  }
  return table;
}

/** Puts the answers of all instances together, one entry per objective and place. */
export function sharesOf(
  readings: readonly Answered[],
  replicaLabels: readonly string[],
): Shares {
  const all = new Map<string, Share[]>();
  for (const reading of readings) {
    for (const [key, shares] of tableOf(reading, replicaLabels).entries()) {
      all.set(key, [...(all.get(key) ?? []), ...shares]);
    }
  }
  return all;
}
