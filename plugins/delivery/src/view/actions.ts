import { actionTitles } from '@greenlight/backstage-plugin-delivery-common';
import type {
  ActionName,
  ActionOffer,
  EnvironmentState,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import { oneLine } from '@greenlight/ui';
import type { ActionMenuItem } from '@greenlight/ui';
import { shortName } from './words';

/** The action that matters now on a workload, by what it waits for. */
export function mattersNow(workload: Workload): ActionOffer | undefined {
  const progress = workload.rollout;
  const offer = (name: ActionName) =>
    workload.actions.find(({ action }) => action === name);
  if (!progress) return undefined;
  if (progress.aborted) return offer('retry');
  if (progress.manualPause) return offer('resume');
  if (progress.fullPromotionPending) return offer('abort');
  if (progress.inFlight) return offer('promote');
  return undefined;
}

/** How much a workload needs somebody; the higher the more. */
export function urgency(workload: Workload): number {
  const progress = workload.rollout;
  if (!progress) return 0;
  if (progress.aborted) return 5;
  if (progress.inFlight && workload.health === 'Degraded') return 4;
  if (progress.inFlight && progress.pause && !progress.pause.until) return 3;
  if (progress.inFlight) return 2;
  return progress.manualPause ? 1 : 0;
}

/** Entries of the menu of a workload, without the one that has a button. */
export function menuItems(
  workload: Workload,
  without?: ActionName,
): ActionMenuItem[] {
  return workload.actions
    .filter(({ action }) => action !== without)
    .map(offer => ({
      key: offer.action,
      label: actionTitles[offer.action],
      hint: `Argo Rollouts: ${offer.argoWord}`,
      ...(!offer.enabled && { disabledReason: oneLine(offer.reason) }),
    }));
}

/** `checkout in prod`. */
export function placeOf(
  workload: Workload,
  environment: Pick<EnvironmentState, 'title'>,
): string {
  return `${shortName(workload.ref.name)} in ${shortName(environment.title)}`;
}

/** Title of the question before an action: verb and object. */
export function questionTitle(
  action: ActionName,
  workload: Workload,
  environment: Pick<EnvironmentState, 'title'>,
): string {
  const name = shortName(workload.ref.name);
  const title = shortName(environment.title);
  const object = `${name} ${shortName(workload.version.label)} in ${title}`;
  const titles: Record<ActionName, string> = {
    promote: `Next step for ${object}`,
    promoteFull: `Finish ${object} now`,
    abort: `Abort ${object}`,
    retry: `Retry ${object}`,
    pause: `Pause ${name} in ${title}`,
    resume: `Resume ${name} in ${title}`,
    restart: `Restart the pods of ${name} in ${title}`,
  };
  return titles[action];
}
