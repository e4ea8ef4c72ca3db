import type { Change, IndexTiming } from '../ClusterIndex';
import type { ClusterConnection } from '../connection';
import { ApiClient } from '../http/ApiClient';
import { explainError, RequestFailed } from '../http/failure';
import type { WatchedKind } from '../kinds';
import type { ObjectStore } from '../store/ObjectStore';
import type { ClusterState } from '../state';
import { backoffMs } from './backoff';
import { deriveClusterState } from './deriveState';
import type { ProbeResult } from './deriveState';
import { KindFollower } from './KindFollower';
import { Pause } from './Pause';
import type { ProblemLog } from './ProblemLog';

const TROUBLE = {
  unreachable: 'does not answer',
  unauthorized: 'does not accept the credential',
  malformed: 'gives answers that no API server gives',
  overloaded: 'asks to be left alone for a while',
} as const;

/**
 * Longest delay before a cluster that is down is probed again. All its watches
 * wait for this one small request, so it may come more often than they do.
 */
const PROBE_AGAIN_MS = 1_000;

export interface ClusterFollowerOptions {
  connection: ClusterConnection;
  kinds: Record<string, WatchedKind<unknown>>;
  store: ObjectStore;
  problems: ProblemLog;
  timing: IndexTiming;
  pageSize: number;
  now: () => number;
  draw: () => number;
  changed: (changes: readonly Change[]) => void;
  /** The cluster's state, not merely its age, is another one. */
  stateChanged: () => void;
}

/**
 * Follows all kinds of one cluster and probes whether it answers at all.
 *
 * The probe is `GET /readyz`: every authenticated identity may ask it, a token
 * that has expired gets a 401, it costs the API server next to nothing whatever
 * the cluster's size, and it says no while etcd is away, when a list would
 * still be answered from a cache.
 */
export class ClusterFollower {
  readonly #options: ClusterFollowerOptions;
  readonly #client: ApiClient;
  readonly #kinds: Record<string, KindFollower>;
  readonly #pause = new Pause();
  readonly #stopped = new AbortController();
  #probe: ProbeResult = {};
  #probeFailures = 0;
  #lastSignature = '';

  constructor(options: ClusterFollowerOptions) {
    this.#options = options;
    this.#client = new ApiClient(options.connection);
    this.#kinds = Object.fromEntries(
      Object.entries(options.kinds).map(([name, kind]) => [
        name,
        this.#kindFollower(name, kind),
      ]),
    );
  }

  async run(): Promise<void> {
    const followers = Object.values(this.#kinds);
    await Promise.all([this.#probeLoop(), ...followers.map(f => f.run())]);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#pause.end();
    for (const kind of Object.values(this.#kinds)) kind.stop();
    await this.#client.close();
  }

  state(): ClusterState {
    const { connection, timing, now } = this.#options;
    const kinds = Object.fromEntries(
      Object.entries(this.#kinds).map(([name, kind]) => [name, kind.phase]),
    );
    return deriveClusterState(
      {
        name: connection.name,
        probe: this.#probe,
        kinds,
        staleAfterMs: timing.staleAfterMs,
      },
      now(),
    );
  }

  #kindFollower(name: string, kind: WatchedKind<unknown>): KindFollower {
    const { connection, ...shared } = this.#options;
    return new KindFollower({
      ...shared,
      client: this.#client,
      cluster: connection.name,
      name,
      kind,
      namespaces: kind.namespaces ?? connection.namespaces,
      moved: () => this.#noticeState(),
      isDown: () => this.#probe.failed !== undefined,
      doubt: () => {
        if (!this.#probe.failed) this.#pause.wake();
      },
    });
  }

  async #probeLoop(): Promise<void> {
    const { timing, draw } = this.#options;
    const { backoffBaseMs: baseMs } = timing;
    const maxMs = Math.min(timing.backoffMaxMs, PROBE_AGAIN_MS);
    while (!this.#stopped.signal.aborted) {
      await this.#probeOnce();
      if (this.#stopped.signal.aborted) return;
      this.#noticeState();
      if (this.#probe.failed) {
        const delay = backoffMs(this.#probeFailures, { baseMs, maxMs }, draw());
        await this.#pause.forMs(Math.min(delay, timing.probeIntervalMs));
      } else {
        await this.#pause.forMs(timing.probeIntervalMs, baseMs);
      }
    }
  }

  async #probeOnce(): Promise<void> {
    const { now } = this.#options;
    try {
      await this.#askReady();
      this.#probeSucceeded(now());
    } catch (error) {
      if (!this.#stopped.signal.aborted) this.#probeFailed(error);
    }
  }

  async #askReady(): Promise<void> {
    try {
      const text = await this.#client.getText(
        { method: 'GET', path: '/readyz' },
        {
          timeoutMs: this.#options.timing.probeTimeoutMs,
          signal: this.#stopped.signal,
        },
      );
      if (text.trim() === 'ok') return;
      throw new RequestFailed('malformed', 'what answers is no API server');
    } catch (error) {
      // Refused or unknown, yet answered by an API server: that is a sign of life.
      const type = error instanceof RequestFailed ? error.type : undefined;
      if (type !== 'forbidden' && type !== 'absent') throw error;
    }
  }

  #probeSucceeded(at: number) {
    const { connection, problems } = this.#options;
    const { failed } = this.#probe;
    this.#probe = { okAt: at };
    this.#probeFailures = 0;
    for (const kind of Object.values(this.#kinds)) {
      if (failed) {
        kind.renewUnlessSeenSince(failed.at);
        kind.wake();
      }
      kind.confirm();
    }
    problems.recovered(
      { cluster: connection.name },
      `Cluster ${connection.name} answers again`,
    );
  }

  #probeFailed(error: unknown) {
    const { connection, problems, now } = this.#options;
    const known = error instanceof RequestFailed ? error : undefined;
    const reason = known?.message ?? explainError(error);
    this.#probe = { ...this.#probe, failed: { at: now(), reason } };
    this.#probeFailures++;
    const type = problemType(known);
    problems.report({
      cluster: connection.name,
      type,
      message: `Cluster ${connection.name} ${TROUBLE[type]}: ${reason}`,
    });
  }

  #noticeState() {
    const { lastSeen, perKind, ...rest } = this.state();
    const kinds = Object.entries(perKind).map(([name, { state, reason }]) => [
      name,
      state,
      reason,
    ]);
    // The seconds of "no sign of life for N s" are an age, not a state.
    const reason = rest.state === 'stale' ? '' : rest.reason;
    const signature = JSON.stringify([rest.state, reason, kinds]);
    if (signature === this.#lastSignature) return;
    this.#lastSignature = signature;
    this.#options.stateChanged();
  }
}

function problemType(failure: RequestFailed | undefined): keyof typeof TROUBLE {
  const type = failure?.type;
  return type === 'unauthorized' ||
    type === 'malformed' ||
    type === 'overloaded'
    ? type
    : 'unreachable';
}
