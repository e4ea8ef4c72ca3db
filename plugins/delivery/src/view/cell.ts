import type {
  EnvironmentState,
  ServiceDelivery,
  Version,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import { formatWeight, middleTruncate, oneLine } from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';
import { clusterStale } from './freshness';
import type { StaleView } from './freshness';
import {
  healthTones,
  safeUrl,
  shortName,
  versionTitle,
  workloadKey,
} from './words';

/** One workload in the cell of its environment. */
export type CellView = {
  key: string;
  workload: Workload;
  /** Its name, where the environment alone does not tell it. */
  name?: string;
  /** Version that serves now, while another one is on its way. */
  from?: VersionView;
  version: VersionView;
  tone: Tone;
  word: string;
  /** What there is to know in a few words: `25 %`, `step 3 of 9`, `paused`. */
  facts: string[];
  since?: string;
  stale?: StaleView;
};

/** A version as text, the whole on hover. */
export type VersionView = { label: string; title: string; url?: string };

/** One environment with what runs in it. */
export type EnvironmentView = {
  name: string;
  title: string;
  cells: CellView[];
  /** Why there is nothing to show. */
  nothing?: { known: boolean; word: string; reason?: string };
  stale?: StaleView;
};

function versionView(version: Version): VersionView {
  const url = safeUrl(version.commit?.url);
  return {
    label: version.label || 'unknown',
    title: versionTitle(version),
    ...(url && { url }),
  };
}

function servedBeside(workload: Workload): Version | undefined {
  const { stable, version, rollout } = workload;
  if (rollout?.aborted) return undefined;
  return stable && stable.label !== version.label ? stable : undefined;
}

/** What a person reads first: what serves, or is on its way to serve. */
export function servingOf(workload: Workload): Version {
  const { stable, version, rollout } = workload;
  return rollout?.aborted && stable ? stable : version;
}

function canaryFacts(workload: Workload): string[] {
  const progress = workload.rollout;
  if (!progress?.inFlight) return [];
  const { steps, step, weights, strategy } = progress;
  if (progress.aborted) {
    return [`${middleTruncate(workload.version.label, 24)} aborted`];
  }
  if (strategy === 'blueGreen') return ['blue-green'];
  const share = weights.actual ?? weights.desired;
  const known = share === undefined ? [] : [formatWeight(share)];
  if (step !== undefined && steps.length > 0 && step < steps.length) {
    known.push(`step ${step + 1} of ${steps.length}`);
  }
  return known;
}

function readiness(workload: Workload): string[] {
  const { desired, ready } = workload.replicas;
  if (ready >= desired) return [];
  return [`${ready} of ${desired} ready`];
}

function facts(workload: Workload): string[] {
  const kind = workload.ref.kind === 'Deployment' ? ['Deployment'] : [];
  const held = workload.rollout?.manualPause ? ['paused by hand'] : [];
  return [...canaryFacts(workload), ...held, ...readiness(workload), ...kind];
}

function cellView(
  workload: Workload,
  context: { named: boolean; clustered: boolean; stale?: StaleView },
): CellView {
  const { ref } = workload;
  const from = servedBeside(workload);
  const name = [
    context.named ? ref.name : undefined,
    context.clustered ? ref.cluster : undefined,
  ].filter(Boolean);
  return {
    key: workloadKey(workload),
    workload,
    ...(name.length > 0 && { name: name.join(' · ') }),
    ...(from && { from: versionView(from) }),
    version: versionView(servingOf(workload)),
    tone: context.stale ? 'unknown' : healthTones[workload.health] ?? 'unknown',
    word: shortName(workload.health),
    facts: facts(workload),
    ...(workload.since && { since: workload.since }),
    ...(context.stale && { stale: context.stale }),
  };
}

function nothingIn(
  environment: EnvironmentState,
): EnvironmentView['nothing'] | undefined {
  if (environment.workloads.length > 0) return undefined;
  if (environment.state === 'empty') {
    return { known: true, word: 'Nothing deployed' };
  }
  return {
    known: false,
    word: 'Unknown',
    reason: oneLine(environment.reason ?? 'a cluster of it does not answer'),
  };
}

/** Environments of an answer, in pipeline order. */
export function environmentViews(service: ServiceDelivery): EnvironmentView[] {
  const clusters = new Map(service.clusters.map(c => [c.name, c]));
  const staleOf = (name: string) => {
    const cluster = clusters.get(name);
    return cluster && clusterStale(cluster);
  };
  return service.environments.map(environment => {
    const { workloads } = environment;
    const names = new Set(workloads.map(w => w.ref.name));
    const places = new Set(workloads.map(w => w.ref.cluster));
    const cells = workloads.map(workload =>
      cellView(workload, {
        named: names.size > 1,
        clustered: places.size > 1,
        stale: staleOf(workload.ref.cluster),
      }),
    );
    const stale = cells.find(cell => cell.stale)?.stale;
    const nothing = nothingIn(environment);
    return {
      name: environment.name,
      title: environment.title || environment.name,
      cells,
      ...(nothing && { nothing }),
      ...(stale && { stale }),
    };
  });
}
