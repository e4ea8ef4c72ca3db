import type {
  ServiceDelivery,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import { oneLine } from '@greenlight/ui';
import type { Tone } from '@greenlight/ui';
import { placeOf } from './actions';
import { clusterStale } from './freshness';
import { listed, workloadKey } from './words';

/** Something to know that is no state of a rollout. */
export type NoticeView = {
  key: string;
  tone: Tone;
  text: string;
  /** An annotation to copy. */
  snippet?: { text: string; label: string };
};

const MOST_PROBLEMS = 3;

function annotationLine(annotation: { key: string; value: string }): string {
  return `${annotation.key}: ${annotation.value}`;
}

function consentNotice(
  workload: Workload,
  place: string,
): NoticeView | undefined {
  const { consent } = workload;
  if (consent.given || workload.ref.kind !== 'Rollout') return undefined;
  return {
    key: `consent/${workloadKey(workload)}`,
    tone: 'unknown',
    text: `${place} can be looked at, not acted on: ${oneLine(consent.reason)}`,
    snippet: {
      text: annotationLine(consent.annotation),
      label: `annotation for ${place}`,
    },
  };
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
  const perWorkload = service.environments.flatMap(({ title, workloads }) =>
    workloads.flatMap(workload => {
      const place = placeOf(workload, { title });
      const consent = consentNotice(workload, place);
      return [
        ...(consent ? [consent] : []),
        ...problemNotices(workload, place),
      ];
    }),
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
    ...perWorkload,
    ...strays,
  ];
}
