/** Labels as Prometheus answers them: anyone who can write a metric wrote them. */
export type Labels = Readonly<Record<string, string>>;

/** A value of a series. */
export type Sample = {
  readonly labels: Labels;
  /** Milliseconds since 1970, by the clock of Prometheus. */
  readonly at: number;
  /** NaN and ±Infinity are possible. */
  readonly value: number;
};
