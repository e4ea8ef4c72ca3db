export { soakActions } from './soak/actions.ts';
export { portalAt } from './soak/portal.ts';
export { soakWatch } from './soak/watch.ts';
export type { SoakResult, SoakWorld } from './soak/world.ts';
