import type {
  ClusterConnection,
  Credential,
  TransportRequest,
  TransportResponse,
} from '../connection';
import { answerRequest } from './answerRequest';
import type { FakeRequest } from './answerRequest';
import { failure, HTML_PAGE, whole } from './answers';
import { FakeStore } from './FakeStore';
import type { FakeEvent } from './FakeStore';
import { KNOWN_KINDS } from './types';
import type {
  FakeDenial,
  FakeFault,
  FakeKind,
  FakeManifest,
  FakeObject,
  FakeRef,
} from './types';
import { WatchStream } from './WatchStream';

/**
 * What a fake cluster is called and which kinds it serves beside the known ones
 * (Rollout, AnalysisRun, Deployment, ReplicaSet, Pod, ConfigMap,
 * VirtualService, DestinationRule).
 *
 * @public
 */
export interface FakeClusterOptions {
  /** Default `fake`. */
  name?: string;
  /** Kinds beside the known ones. */
  kinds?: readonly FakeKind[];
}

interface OpenWatch {
  stream: WatchStream;
  kind: FakeKind;
}

/**
 * An API server in memory, for tests: objects, versions, watches, tokens, and
 * every way to fail that the real adapter has to live with. It answers requests
 * as an API server does, and passes the contract suite of the real one.
 *
 * @public
 */
export class FakeCluster {
  /** Name of the cluster, and of its connections. */
  readonly name: string;
  /** Every request so far, as `GET /api/v1/pods?watch=true`. */
  readonly requests: string[] = [];
  readonly #store = new FakeStore();
  readonly #watches = new Set<OpenWatch>();
  #kinds: FakeKind[];
  #denials: FakeDenial[] = [];
  #fault: FakeFault | undefined;
  #running = true;
  #tokenGeneration = 1;

  constructor(options: FakeClusterOptions = {}) {
    this.name = options.name ?? 'fake';
    this.#kinds = [...KNOWN_KINDS, ...(options.kinds ?? [])];
  }

  /** A connection that signs in as the user, by default as `reader`. */
  connection(
    overrides: Partial<ClusterConnection> & { user?: string } = {},
  ): ClusterConnection {
    const { user = 'reader', ...rest } = overrides;
    let token: string | undefined;
    return {
      name: this.name,
      server: 'https://fake.invalid',
      credential: async () => {
        token ??= this.tokenFor(user);
        return { type: 'bearer token', token };
      },
      forgetCredential: () => {
        token = undefined;
      },
      transport: {
        send: (request, credential) => this.send(request, credential),
      },
      ...rest,
    };
  }

  /** A token of the user that is good until `revokeTokens`. */
  tokenFor(user: string): string {
    return `fake-token.${user}.${this.#tokenGeneration}`;
  }

  /** Creates the object, or makes it exactly this. */
  put(manifest: FakeManifest): FakeObject {
    const kind = this.#kinds.find(
      ({ group, version, kind: name }) =>
        name === manifest.kind &&
        [group, version].filter(Boolean).join('/') === manifest.apiVersion,
    );
    if (!kind) {
      throw new Error(
        `No ${manifest.apiVersion} ${manifest.kind} is installed`,
      );
    }
    return structuredClone(this.#store.write(kind, manifest));
  }

  /** The object as it is now, if there is one. */
  get(ref: FakeRef): FakeObject | undefined {
    const object = this.#store.get(
      this.#kindOf(ref),
      ref.namespace ?? '',
      ref.name,
    );
    return object && structuredClone(object);
  }

  /** Removes the object; false when there is none. */
  remove(ref: FakeRef): boolean {
    return this.#store.remove(this.#kindOf(ref), ref.namespace ?? '', ref.name);
  }

  /** Serves a kind that was not there. */
  install(kind: FakeKind): void {
    this.#kinds.push(kind);
  }

  /** Removes a kind with all its objects. */
  uninstall(kind: string): void {
    const gone = this.#kindOf({ kind });
    for (const { metadata } of this.#store.list(gone, undefined)) {
      this.#store.remove(gone, metadata.namespace ?? '', metadata.name);
    }
    this.#kinds = this.#kinds.filter(other => other !== gone);
    for (const watch of this.#watches) {
      if (watch.kind === gone) watch.stream.end();
    }
  }

  /** Refuses connections and cuts the open ones. */
  stop(): void {
    this.#running = false;
    for (const { stream } of this.#watches) {
      stream.cut(networkError('ECONNRESET'));
    }
  }

  /** Takes connections again after `stop`. */
  start(): void {
    this.#running = true;
  }

  /** Refuses every token that was given out so far. */
  revokeTokens(): void {
    this.#tokenGeneration += 1;
  }

  /** Forgets history: a watch can only be resumed from now on. */
  compact(): void {
    this.#store.compact();
  }

  /** Answers 403 to what matches, beside what was denied before. */
  deny(denial: FakeDenial): void {
    this.#denials.push(denial);
  }

  /** Takes back every `deny`. */
  permitAll(): void {
    this.#denials = [];
  }

  /** Misbehaves from now on, open watches included; undefined to behave. */
  misbehave(fault: FakeFault | undefined): void {
    this.#fault = fault;
    for (const { stream } of this.#watches) {
      if (fault === 'half-line') {
        stream.text('{"type":"MODIFIED","object":{"meta');
        stream.end();
      }
      if (fault === 'garbage-event') stream.text('{"type":42}\n');
      if (fault === 'html-watch' || fault === 'html') stream.end();
    }
  }

  /** Ends all watches in order, as an API server does every few minutes. */
  endWatches(): void {
    for (const { stream } of this.#watches) stream.end();
  }

  /** Sends a bookmark on every watch. */
  bookmark(): void {
    if (this.#fault === 'silence') return;
    for (const { stream, kind } of this.#watches) {
      stream.event('BOOKMARK', {
        kind: kind.kind,
        metadata: { resourceVersion: String(this.#store.version) },
      });
    }
  }

  /** Watches that are open now. */
  get openWatches(): number {
    return this.#watches.size;
  }

  /** Answers a request as an API server does. */
  async send(
    request: TransportRequest,
    credential: Credential,
  ): Promise<TransportResponse> {
    const query = new URLSearchParams(request.query).toString();
    this.requests.push(
      `${request.method} ${request.path}${query ? `?${query}` : ''}`,
    );
    if (!this.#running) throw networkError('ECONNREFUSED');
    if (request.signal?.aborted) throw request.signal.reason;
    return this.#faulty(request) ?? this.#answer(request, credential);
  }

  #faulty(
    request: TransportRequest,
  ): TransportResponse | Promise<TransportResponse> | undefined {
    const watching = request.query?.watch === 'true';
    switch (this.#fault) {
      case 'hang':
        return new Promise((_, reject) => {
          const { signal } = request;
          signal?.addEventListener('abort', () => reject(signal.reason));
        });
      case 'html':
        return whole(200, 'text/html', HTML_PAGE);
      case 'html-watch':
        return watching ? whole(200, 'text/html', HTML_PAGE) : undefined;
      case 'half-line':
        return watching
          ? whole(200, 'application/json', '{"type":"ADDED","obj')
          : undefined;
      case 'garbage-event':
        return watching
          ? whole(200, 'application/json', '{"type":42}\n')
          : undefined;
      case 'overloaded': {
        const answer = failure(
          429,
          'too many requests, please try again later',
        );
        answer.headers['retry-after'] = '1';
        return answer;
      }
      case 'not-ready':
        return request.path === '/readyz'
          ? whole(500, 'text/plain; charset=utf-8', '[-]etcd failed')
          : undefined;
      default:
        return undefined;
    }
  }

  #answer(
    request: TransportRequest,
    credential: Credential,
  ): TransportResponse {
    const token = credential.type === 'bearer token' ? credential.token : '';
    const user = /^fake-token\.([a-z-]+)\.\d+$/.exec(token)?.[1];
    if (!user || token !== this.tokenFor(user)) {
      return failure(401, 'Unauthorized');
    }
    return answerRequest(request, {
      store: this.#store,
      kinds: this.#kinds,
      denied: action => this.#denied({ ...action, user }),
      user,
      watch: watched => this.#watch(request, watched),
    });
  }

  #denied(action: Required<FakeDenial>): boolean {
    return this.#denials.some(
      ({ user, verb, plural }) =>
        (user === undefined || user === action.user) &&
        (verb === undefined || verb === action.verb) &&
        (plural === undefined || plural === action.plural),
    );
  }

  #watch(request: TransportRequest, watched: FakeRequest): TransportResponse {
    const { kind, namespace } = watched;
    const stream = new WatchStream(request.signal);
    const deliver = (event: FakeEvent) => {
      if (event.kind !== kind || this.#fault === 'silence') return;
      if (namespace && event.object.metadata.namespace !== namespace) return;
      stream.event(event.type, event.object);
    };
    const entry: OpenWatch = { stream, kind };
    this.#watches.add(entry);
    stream.onClose(() => this.#watches.delete(entry));
    stream.onClose(this.#store.listen(deliver));
    for (const event of this.#store.since(watched.resourceVersion)) {
      deliver(event);
    }
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: stream.body(),
    };
  }

  #kindOf({ kind }: { kind: string }): FakeKind {
    const found = this.#kinds.find(other => other.kind === kind);
    if (!found) throw new Error(`No ${kind} is installed`);
    return found;
  }
}

function networkError(code: string): Error {
  const cause = Object.assign(new Error(code), { code });
  return new TypeError('fetch failed', { cause });
}
