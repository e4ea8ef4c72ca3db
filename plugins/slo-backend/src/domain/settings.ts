/** A Prometheus that recorded series are read from. */
export type InstanceSettings = {
  readonly name: string;
  readonly url: string;
  /** Where people open it; without it there are no links. */
  readonly externalUrl?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
};

/** The settings of the plugin. */
export type SloSettings = {
  readonly instances: readonly InstanceSettings[];
  readonly refreshMs: number;
  /** The environment that cards show. */
  readonly cardEnvironment: string;
  /** Labels that tell replicas of one Prometheus apart, and nothing else. */
  readonly replicaLabels: readonly string[];
};
