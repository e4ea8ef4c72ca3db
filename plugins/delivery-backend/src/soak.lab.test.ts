import { portalAt, soakActions, soakWatch } from '@greenlight/bench';
import type { SoakWorld } from '@greenlight/bench';
import { describeOnLab, startLab, stopLab } from '@greenlight/lab';
import type { Lab } from '@greenlight/lab';
import { startLabPortal } from './__testUtils__/labPortal';

const MINUTE = 60_000;

/** A small share of `./greenlight soak`; GREENLIGHT_SOAK_SEED repeats one that failed. */
describeOnLab('a share of the soak', () => {
  const name = `soak-${process.pid}`;
  const seed = Number(process.env.GREENLIGHT_SOAK_SEED ?? process.pid);
  let lab: Lab;
  let portal: Awaited<ReturnType<typeof startLabPortal>>;

  beforeAll(async () => {
    // A lab of its own: it is hurt.
    lab = await startLab({ name });
    portal = await startLabPortal(lab, 2);
  }, 4 * MINUTE);
  afterAll(async () => {
    await portal?.stop();
    await stopLab(name);
  }, 2 * MINUTE);

  function worldOf(at: 0 | 1, forMs: number): SoakWorld {
    const service = portal.services[at];
    if (!service) throw new Error('There are too few services');
    const { labels, annotations } = service;
    const { url, token } = portal;
    return {
      lab,
      portal: portalAt({
        url,
        service: service.name,
        token: async () => token,
      }),
      metadata: { labels, annotations },
      namespaceOf: each => `soak-${each}`,
      seed,
      forMs,
      say: () => {},
    };
  }

  it(
    `receipts hold while API server and controller die at random (seed ${seed})`,
    async () => {
      const { rounds, counts } = await soakActions(worldOf(0, 25_000));
      expect(rounds).toBeGreaterThan(0);
      expect(counts.kills).toBeGreaterThan(0);
      expect(counts['answers 202']).toBeGreaterThan(0);
    },
    15 * MINUTE,
  );

  it(
    `the portal ends up with what is there, whatever dies on the way (seed ${seed})`,
    async () => {
      const { rounds, counts } = await soakWatch(worldOf(1, 12_000));
      expect(rounds).toBeGreaterThan(0);
      expect(counts.kills).toBeGreaterThan(0);
      expect(counts.changes).toBeGreaterThan(0);
    },
    10 * MINUTE,
  );
});
