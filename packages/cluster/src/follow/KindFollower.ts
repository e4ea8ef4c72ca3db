import type { Change } from '../ClusterIndex';
import type { RequestFailed } from '../http/failure';
import type { WatchedKind } from '../kinds';
import type { ObjectStore, Row } from '../store/ObjectStore';
import type { Problem } from '../state';
import { worstPhase } from './deriveState';
import type { WatchPhase } from './deriveState';
import { Follower } from './Follower';
import type { FollowerOptions, FollowerSink } from './Follower';
import { KindReader } from './KindReader';
import { parseIdentity } from './parse';
import type { ProblemLog } from './ProblemLog';
import { resourceName } from '../http/paths';

export interface KindFollowerOptions
  extends Pick<
    FollowerOptions,
    'client' | 'timing' | 'pageSize' | 'now' | 'draw'
  > {
  cluster: string;
  /** The name by which queries call the kind. */
  name: string;
  kind: WatchedKind<unknown>;
  namespaces: readonly string[] | undefined;
  store: ObjectStore;
  problems: ProblemLog;
  changed: (changes: readonly Change[]) => void;
  moved: () => void;
  /** True while the cluster itself does not answer. */
  isDown: () => boolean;
  /** A request failed in a way that may concern the whole cluster. */
  doubt: () => void;
}

/** Failures in a row after which a kind alone is told to be in trouble. */
const TELL_AFTER = 3;

/** Follows one kind of one cluster, by one watch per namespace if it has to. */
export class KindFollower {
  readonly #options: KindFollowerOptions;
  readonly #reader: KindReader;
  readonly #followers: readonly Follower[];

  constructor(options: KindFollowerOptions) {
    this.#options = options;
    const { cluster, name, kind, namespaces } = options;
    this.#reader = new KindReader(cluster, name, kind);
    this.#followers = (namespaces ?? [undefined]).map(namespace =>
      this.#follower(namespace),
    );
  }

  get phase(): WatchPhase & { objects: number; dropped: number } {
    const { cluster, name, store } = this.#options;
    return {
      ...worstPhase(this.#followers.map(follower => follower.phase)),
      objects: store.count({ cluster, kind: name }),
      dropped: this.#reader.dropped,
    };
  }

  async run(): Promise<void> {
    await Promise.all(this.#followers.map(follower => follower.run()));
  }

  stop(): void {
    for (const follower of this.#followers) follower.stop();
  }

  wake(): void {
    for (const follower of this.#followers) follower.wake();
  }

  renewUnlessSeenSince(time: number): void {
    for (const follower of this.#followers) follower.renewUnlessSeenSince(time);
  }

  /** Says that trouble is over once all watches have been open for a while. */
  confirm(): void {
    const { cluster, name, problems } = this.#options;
    if (!this.#followers.every(follower => follower.steady)) return;
    const subject = { cluster, kind: name };
    problems.recovered(
      subject,
      `Cluster ${cluster}: ${name} is followed again`,
    );
    if (this.#reader.dropped > 0) return;
    problems.recovered(
      { ...subject, objects: true },
      `Cluster ${cluster}: all objects of kind ${name} can be read`,
    );
  }

  #follower(namespace: string | undefined): Follower {
    const { client, timing, pageSize, now, draw, kind } = this.#options;
    const { group, version, plural } = kind;
    const location = { group, version, plural, namespace };
    const sink = this.#sink(namespace);
    return new Follower({
      client,
      location,
      sink,
      timing,
      pageSize,
      now,
      draw,
    });
  }

  #sink(namespace: string | undefined): FollowerSink {
    const { cluster, name, store, changed, moved } = this.#options;
    const scope = { cluster, kind: name, namespace };
    let rows: Row[] = [];
    return {
      listing: () => {
        rows = [];
        this.#reader.forgetDropped(namespace);
      },
      page: items => {
        for (const item of items) {
          const row = this.#read(item, namespace);
          if (row) rows.push(row);
        }
      },
      listed: () => {
        changed(store.replace(scope, rows));
        rows = [];
      },
      cleared: () => {
        this.#reader.forgetDropped(namespace);
        changed(store.replace(scope, []));
      },
      event: (type, raw) => changed(this.#apply(type, raw, namespace)),
      moved,
      failed: (failure, inARow) => this.#failed(failure, inARow, namespace),
    };
  }

  #apply(
    type: 'ADDED' | 'MODIFIED' | 'DELETED',
    raw: unknown,
    namespace: string | undefined,
  ): Change[] {
    const { cluster, name, store } = this.#options;
    const [namespaceOfRaw = '', nameOfRaw = ''] = parseIdentity(raw).split('/');
    const identity = { namespace: namespaceOfRaw, name: nameOfRaw };
    if (type === 'DELETED') {
      this.#reader.forget(parseIdentity(raw));
      return store.remove({ cluster, kind: name, ...identity });
    }
    const row = this.#read(raw, namespace);
    return row
      ? store.upsert(row)
      : store.remove({ cluster, kind: name, ...identity });
  }

  /** An object of another namespace than the one asked for is not to be had. */
  #read(raw: unknown, namespace: string | undefined): Row | undefined {
    const row = this.#reader.read(raw);
    if (!row) {
      this.#report(
        'dropped',
        `an object of kind ${
          this.#options.name
        } cannot be read and is left out (${parseIdentity(raw)})`,
      );
    }
    return row && (namespace === undefined || row.namespace === namespace)
      ? row
      : undefined;
  }

  #failed(
    failure: RequestFailed,
    inARow: number,
    namespace: string | undefined,
  ): void {
    const { kind, doubt, isDown } = this.#options;
    const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
    const what = `${resourceName(kind)}${where}`;
    switch (failure.type) {
      case 'forbidden':
        this.#report(
          'forbidden',
          `the credential may not list and watch ${what}: ${failure.message}`,
        );
        return;
      case 'absent':
        this.#report('absent', `${resourceName(kind)} is not installed`);
        return;
      case 'expired':
        return;
      case 'overloaded':
        if (isDown()) return;
        this.#report(
          'overloaded',
          `asked to wait with ${what}: ${failure.message}`,
        );
        return;
      case 'unreachable':
      case 'unauthorized':
        doubt();
        if (inARow >= TELL_AFTER && !isDown()) {
          this.#report(
            failure.type,
            `${what} cannot be followed: ${failure.message}`,
          );
        }
        return;
      default:
        doubt();
        this.#report(
          'malformed',
          `${what} cannot be followed: ${failure.message}`,
        );
    }
  }

  #report(type: Problem['type'], message: string) {
    const { cluster, name, problems } = this.#options;
    problems.report({
      cluster,
      kind: name,
      type,
      message: `Cluster ${cluster}: ${message}`,
    });
  }
}
