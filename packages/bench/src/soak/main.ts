import { readLab } from '@greenlight/lab';
import { need, userToken } from '../portal.ts';
import { portalAt } from './portal.ts';
import type { SoakResult, SoakWorld } from './world.ts';

/** The demo's service with nothing deployed. */
const SERVICE = 'loyalty';

/** Runs a soak on the portal that the launcher brought up; GREENLIGHT_SOAK_SEED repeats one. */
export async function runSoak(
  soak: (world: SoakWorld) => Promise<SoakResult>,
): Promise<void> {
  const url = need('GREENLIGHT_PORTAL_URL');
  const started = Date.now();
  const { rounds } = await soak({
    lab: readLab(need('GREENLIGHT_LAB')),
    portal: portalAt({ url, service: SERVICE, token: () => userToken(url) }),
    metadata: {
      labels: { 'backstage.io/kubernetes-id': SERVICE },
      annotations: {
        'greenlight.dev/entity-ref': `component:default/${SERVICE}`,
      },
    },
    namespaceOf: name => `soak-${name}-dev`,
    seed: Number(process.env.GREENLIGHT_SOAK_SEED ?? started % 1_000_000),
    forMs: Number(need('GREENLIGHT_SOAK_MINUTES')) * 60_000,
    say: console.log,
  });
  const minutes = ((Date.now() - started) / 60_000).toFixed(1);
  console.log(`${rounds} rounds in ${minutes} min, nothing found`);
}
