import type {
  ServiceDelivery,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import { oneLine } from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';
import { placeOf } from './actions';
import { clusterStale } from './freshness';
import { listed, shortName, workloadKey } from './words';

/** Something to know that is no state of a rollout. */
export type NoticeView = {
  key: string;
  tone: Tone;
  text: string;
  /** An annotation to copy. */
  snippet?: { text: string; label: string };
};

const MOST_PROBLEMS = 3;

/** Workloads that lack the same consent share a notice. */
function consentNotices(service: ServiceDelivery): NoticeView[] {
  const groups = new Map<string, { places: string[]; notice: NoticeView }>();
  for (const { title, workloads } of service.environments) {
    for (const { consent, ref } of workloads) {
      if (consent.given || ref.kind !== 'Rollout') continue;
      const { key, value } = consent.annotation;
      const group = [ref.name, key, value].join('|');
      const known = groups.get(group);
      if (known) known.places.push(title);
      else {
        const text = oneLine(consent.reason);
        const label = `annotation for ${shortName(ref.name)}`;
        const snippet = { text: `${key}: ${value}`, label };
        groups.set(group, {
          places: [title],
          notice: { key: `consent/${group}`, tone: 'unknown', text, snippet },
        });
      }
    }
  }
  return [...groups.values()].map(({ places, notice }) => ({
    ...notice,
    text: `Only to be looked at in ${listed(places, 5)}: ${notice.text}`,
  }));
}

/** Silent clusters that may hold something of the service. */
function silentNotices(service: ServiceDelivery): NoticeView[] {
  const mayHold = new Set(service.environments.flatMap(e => e.clusters));
  return service.clusters.flatMap(cluster => {
    const stale = mayHold.has(cluster.name) ? clusterStale(cluster) : undefined;
    return stale
      ? [
          {
            key: `silent/${cluster.name}`,
            tone: 'unknown' as const,
            text: `Not live: ${stale.reason}. What is shown of it is old; no action is offered.`,
          },
        ]
      : [];
  });
}

function readOnlyNotices(service: ServiceDelivery): NoticeView[] {
  const used = new Set(
    service.environments.flatMap(({ workloads }) =>
      workloads.filter(w => w.rollout).map(w => w.ref.cluster),
    ),
  );
  return service.clusters.flatMap(({ name, write }) =>
    write.possible || !used.has(name)
      ? []
      : [
          {
            key: `read-only/${name}`,
            tone: 'unknown' as const,
            text: `Cluster ${name} is read-only: ${oneLine(write.reason)}`,
          },
        ],
  );
}

function problemNotices(workload: Workload, place: string): NoticeView[] {
  const { problems } = workload;
  if (problems.length === 0) return [];
  return [
    {
      key: `problems/${workloadKey(workload)}`,
      tone: 'unknown',
      text: `${place}: ${listed(problems, MOST_PROBLEMS)}`,
    },
  ];
}

/** Notices of an answer: consent, read-only clusters, odd objects. */
export function noticeViews(service: ServiceDelivery): NoticeView[] {
  const problems = service.environments.flatMap(({ title, workloads }) =>
    workloads.flatMap(workload =>
      problemNotices(workload, placeOf(workload, { title })),
    ),
  );
  const elsewhere = service.elsewhere.map(
    ({ namespace, name, cluster }) => `${namespace}/${name} on ${cluster}`,
  );
  const strays: NoticeView[] =
    elsewhere.length === 0
      ? []
      : [
          {
            key: 'elsewhere',
            tone: 'unknown',
            text: `In no environment of the configuration: ${listed(
              elsewhere,
            )}`,
          },
        ];
  return [
    ...silentNotices(service),
    ...readOnlyNotices(service),
    ...consentNotices(service),
    ...problems,
    ...strays,
  ];
}
