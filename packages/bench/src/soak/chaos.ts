import { setTimeout as pause } from 'node:timers/promises';
import { startComponent, stopComponent } from '@greenlight/lab';
import type { Lab } from '@greenlight/lab';
import type { Draws } from './draws.ts';

/** Kills the API server, now and then the controller, and starts them again; everything runs when it ends. */
export async function disturb(
  lab: Lab,
  draws: Draws,
  forMs: number,
): Promise<number> {
  const end = Date.now() + forMs;
  let times = 0;
  while (Date.now() < end) {
    await pause(draws.between(500, 4_000));
    const component = draws.chance(0.8) ? 'apiserver' : 'rollouts';
    await stopComponent(lab, component);
    await pause(draws.between(100, 4_000));
    await startComponent(lab, component);
    times += 1;
  }
  return times;
}
