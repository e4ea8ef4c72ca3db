/**
 * What a request to an API server is signed with. The three forms are the ones
 * that Backstage's Kubernetes auth strategies answer with.
 *
 * @public
 */
export type Credential =
  | { type: 'bearer token'; token: string }
  | { type: 'x509 client certificate'; cert: string; key: string }
  | { type: 'anonymous' };

/**
 * Where a credential comes from. `credential` may be asked for every request;
 * `forgetCredential` is called when the API server refused the last answer.
 *
 * @public
 */
export interface CredentialSource {
  /** The credential to use now. */
  credential(): Promise<Credential>;
  /** Drops what was cached, so that the next question is answered afresh. */
  forgetCredential(): void;
}

/**
 * How to reach one cluster, and as whom.
 *
 * @public
 */
export interface ClusterConnection extends CredentialSource {
  /** The name by which the cluster is known to the caller. */
  readonly name: string;
  /** Base URL of the API server. */
  readonly server: string;
  /** Certificate authority, PEM as base64 (as in a kubeconfig). */
  readonly caData?: string;
  /** Certificate authority, path of a PEM file. */
  readonly caFile?: string;
  /** True to accept any certificate; needed for a plain `http:` server too. */
  readonly skipTLSVerify?: boolean;
  /**
   * True to take address and certificate authority from the pod that this
   * process runs in; the credential still comes from `credential`.
   */
  readonly inCluster?: boolean;
  /**
   * Namespaces to follow in this cluster, for kinds that name none themselves;
   * all when left out.
   */
  readonly namespaces?: readonly string[];
  /** Carries the requests instead of HTTP; for tests. */
  readonly transport?: ClusterTransport;
}

/**
 * One request as it leaves this library, before a credential is added.
 *
 * @public
 */
export interface TransportRequest {
  /** The HTTP method. */
  method: 'GET' | 'PATCH';
  /** Path below the server's base URL, already encoded. */
  path: string;
  /** Query parameters, not encoded yet. */
  query?: Record<string, string>;
  /** Headers beside those of the credential. */
  headers?: Record<string, string>;
  /** The body, if there is one. */
  body?: string;
  /** Ends the request, and the reading of its answer. */
  signal?: AbortSignal;
}

/**
 * An answer whose body has not been read yet.
 *
 * @public
 */
export interface TransportResponse {
  /** The HTTP status. */
  status: number;
  /** Header names in lower case. */
  headers: Record<string, string>;
  /** The body as it arrives. Leaving the loop releases the connection. */
  body: AsyncIterable<Uint8Array>;
}

/**
 * Carries requests to one API server. Rejects when no answer came at all.
 *
 * @public
 */
export interface ClusterTransport {
  /** Sends a request that is signed with the credential. */
  send(
    request: TransportRequest,
    credential: Credential,
  ): Promise<TransportResponse>;
}
