import { firstCluster } from '../run/control.ts';
import { describeOnLab } from '../testing.ts';
import { aCanary } from './canary.ts';
import { observe } from './observe.ts';
import { RAW_PATCHES } from './patches.ts';
import type { Subject } from './subject.ts';

const MINUTE = 60_000;
const NEXT_PAUSE = { phase: 'Paused', step: 3, weights: '75/25' };

/** Promotes on the very event that says that the canary pauses; was it acted on? */
async function promoteAtOnce(
  canary: Subject,
  version: number,
): Promise<boolean> {
  await observe(canary, {
    act: () => canary.setVersion(version),
    until: { phase: 'Paused', step: 1, weights: '90/10' },
    quietMs: 0,
  });
  await canary.patchStatus(RAW_PATCHES.promote);
  try {
    await observe(canary, { until: NEXT_PAUSE, withinMs: 3000 });
    return true;
  } catch {
    return false;
  }
}

describeOnLab("The blind spot at the end of the controller's rounds", lab => {
  it(
    'hides a patch only until the Rollout changes again',
    async () => {
      const canary = await aCanary(firstCluster(lab()));
      try {
        let seen = true;
        for (let version = 2; seen && version <= 8; version++) {
          seen = await promoteAtOnce(canary, version);
        }
        // On some machines none of the seven tries hits it; then there is nothing to wake.
        const woken = await observe(canary, {
          act: () =>
            canary.patch({
              metadata: { annotations: { woken: String(!seen) } },
            }),
          until: NEXT_PAUSE,
        });
        expect(woken.settled.step).toBe(3);
      } finally {
        await canary.remove();
      }
    },
    2 * MINUTE,
  );
});
