/** Puts the past of the demo services into the folder of a Prometheus that does not run yet. */
export async function placeHistory(_: {
  /** The folder of the Prometheus; its samples lie in `data/`. */
  dir: string;
  promtool: string;
  now: Date;
}): Promise<void> {}
