import { setTimeout as pause } from 'node:timers/promises';
import { startComponent, stopComponent } from '@greenlight/lab';
import type { Lab } from '@greenlight/lab';
import type { Draws } from './draws.ts';

const OTHERS = ['controller-manager', 'scheduler', 'kwok', 'rollouts'] as const;

/** Starts again what gave up because the API server was away, as a kubelet would. */
export async function revive(lab: Lab): Promise<void> {
  for (const component of OTHERS) await startComponent(lab, component);
}

/** Kills the API server, now and then the controller, and starts them again; everything runs when it ends. */
export async function disturb(
  lab: Lab,
  draws: Draws,
  forMs: number,
): Promise<number> {
  const end = Date.now() + forMs;
  let times = 0;
  while (Date.now() < end) {
    await pause(draws.between(1_000, 7_000));
    const component = draws.chance(0.8) ? 'apiserver' : 'rollouts';
    await stopComponent(lab, component);
    await pause(draws.between(100, 4_000));
    await startComponent(lab, component);
    await revive(lab);
    times += 1;
  }
  return times;
}
