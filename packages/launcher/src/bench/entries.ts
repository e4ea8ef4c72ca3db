/** A measurement or a long repeat: a script that prints its figures and exits with 0 when the aims are met. */
export interface Entry {
  name: string;
  what: string;
  kind: 'bench' | 'soak';
  /** Relative to the checkout; Node runs it from source. */
  script: string;
  /** What it needs: `lab` is brought up for it and named in GREENLIGHT_LAB, `portal` is a lab with the built portal on it (GREENLIGHT_PORTAL_URL). */
  world: 'none' | 'lab' | 'portal';
}

/** Add a line here; `./greenlight bench` and `./greenlight soak` list and run what stands here. */
export const entries: readonly Entry[] = [];
