import type { ActionOffer } from '@greenlight/backstage-plugin-delivery-common';
import type { Placed } from './placed';

/** An action that somebody is being asked about, as it was when they chose it. */
export type Asked = { placed: Placed; offer: ActionOffer & { enabled: true } };

/**
 * Why the question does not hold any more, when the page has learned
 * something new since it was opened.
 */
export function askState(
  asked: Asked,
  now: Placed | undefined,
): string | undefined {
  if (!now) return 'It is not there any more.';
  if (!now.actionable) {
    return 'Its cluster does not answer now, so nothing could be confirmed.';
  }
  const offer = now.workload.actions.find(
    ({ action }) => action === asked.offer.action,
  );
  if (!offer) return 'This action is not offered any more.';
  if (!offer.enabled) return offer.reason;
  const before = asked.offer.saw;
  const { saw } = offer;
  const moved =
    saw.uid !== before.uid ||
    saw.podHash !== before.podHash ||
    saw.step !== before.step ||
    saw.phase !== before.phase ||
    saw.aborted !== before.aborted ||
    saw.paused !== before.paused;
  return moved
    ? `It moved on while you read this: ${now.workload.health}, ${
        now.workload.message || 'no message'
      }. Close and look again.`
    : undefined;
}
