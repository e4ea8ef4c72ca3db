/**
 * How far one kind of one cluster can be believed.
 *
 * - `connecting`: not listed yet.
 * - `live`: listed, and the watch is open.
 * - `stale`: listed once, the watch is not open now: what is shown may be old.
 * - `down`: never listed, and the last attempt failed.
 * - `absent`: the API server does not know the kind (not installed).
 * - `forbidden`: the credential may not list or watch it.
 *
 * @public
 */
export interface KindState {
  /** See above. */
  readonly state:
    | 'connecting'
    | 'live'
    | 'stale'
    | 'down'
    | 'absent'
    | 'forbidden';
  /** Objects in the index. */
  readonly objects: number;
  /** Objects that were left out because they could not be read. */
  readonly dropped: number;
  /** The last event or bookmark, or a probe of the cluster while it is live. */
  readonly lastSeen?: Date;
  /** Why the state is not `live`. */
  readonly reason?: string;
}

/**
 * How far one cluster can be believed.
 *
 * - `connecting`: some kind has not been listed yet, and nothing has failed.
 * - `live`: it answers, and every kind that it has and shows is followed.
 * - `stale`: it answers or did so lately, yet some rows may be old.
 * - `down`: it does not answer, or does not accept the credential; rows are the
 *   last known ones.
 *
 * A kind that is absent or forbidden does not make a cluster stale; it is named
 * in `reason` and in `perKind`.
 *
 * @public
 */
export interface ClusterState {
  /** Name of the cluster. */
  readonly name: string;
  /** See above. */
  readonly state: 'connecting' | 'live' | 'stale' | 'down';
  /** The last event, bookmark or answered probe. */
  readonly lastSeen?: Date;
  /** Why the state is not `live`, or what is forbidden. */
  readonly reason?: string;
  /** The state of each kind, by its name in the index. */
  readonly perKind: Readonly<Record<string, KindState>>;
}

/**
 * Something that a person who runs the portal should know. Told once when it
 * begins and once when it ends, never once per attempt.
 *
 * @public
 */
export interface Problem {
  /** The cluster that it is about, if it is about one. */
  readonly cluster?: string;
  /** The kind that it is about, if not about the whole cluster. */
  readonly kind?: string;
  /** What kind of trouble, or `recovered` at its end. */
  readonly type:
    | 'unreachable'
    | 'unauthorized'
    | 'forbidden'
    | 'absent'
    | 'malformed'
    | 'overloaded'
    | 'dropped'
    | 'listener'
    | 'recovered';
  /** A sentence without secrets. */
  readonly message: string;
}
