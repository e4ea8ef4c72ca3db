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
export const entries: readonly Entry[] = [
  {
    name: 'live',
    what: 'a change from the patch to the DOM of 1 and of 20 open pages, beside the raw watch event, with 1,000 rollouts',
    kind: 'bench',
    script: 'packages/bench/src/live.ts',
    world: 'portal',
  },
  {
    name: 'page',
    what: 'requests that an entity page makes to our plugins, and the time the server takes for them',
    kind: 'bench',
    script: 'packages/bench/src/page.ts',
    world: 'portal',
  },
  {
    name: 'bundle',
    what: "what both frontend plugins add to a portal's bundle, compressed",
    kind: 'bench',
    script: 'packages/bench/src/bundle.ts',
    world: 'none',
  },
  {
    name: 'memory',
    what: "memory of the backend's index per rollout with its ReplicaSets and pods, beside whole objects, with 1,000 rollouts",
    kind: 'bench',
    script: 'packages/bench/src/memory.ts',
    world: 'lab',
  },
  {
    name: 'budgets',
    what: 'upstream queries and time to read the budgets of 10, 1,000 and 10,000 objectives, beside one objective a query',
    kind: 'bench',
    script: 'packages/bench/src/budgets.ts',
    world: 'none',
  },
  {
    name: 'actions',
    what: 'random actions through the portal while API server and controller die at random; every receipt has to hold',
    kind: 'soak',
    script: 'packages/bench/src/soak/actionsMain.ts',
    world: 'portal',
  },
  {
    name: 'watch',
    what: 'storms of changes while the API server dies at random; the portal has to end up with what is there',
    kind: 'soak',
    script: 'packages/bench/src/soak/watchMain.ts',
    world: 'portal',
  },
];
