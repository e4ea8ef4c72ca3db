import type {
  ServiceDelivery,
  Workload,
} from '@greenlight/backstage-plugin-delivery-common';
import { middleTruncate, oneLine } from '@greenlight/ui';
import { servingOf } from './cell';
import { safeUrl, shortName } from './words';

/** One line of what is known of a workload. */
export type DetailRow = { name: string; value: string; url?: string };

function commitRow(workload: Workload): DetailRow {
  const { commit, unknown } = servingOf(workload);
  if (!commit) {
    return { name: 'Commit', value: oneLine(unknown ?? 'unknown', 120) };
  }
  const url = safeUrl(commit.url);
  return {
    name: 'Commit',
    value: commit.sha.slice(0, 12),
    ...(url && { url }),
  };
}

function podsText({ desired, ready, updated }: Workload['replicas']): string {
  const readiness =
    ready > desired
      ? `${ready} ready, ${desired} desired`
      : `${ready} of ${desired} ready`;
  return updated === desired ? readiness : `${readiness}, ${updated} new`;
}

/** What the pipeline shows of a workload beyond its version and health. */
export function detailRows(workload: Workload): DetailRow[] {
  const { ref, replicas } = workload;
  const { digest } = servingOf(workload);
  const message = oneLine(workload.message, 160);
  return [
    commitRow(workload),
    ...(digest ? [{ name: 'Digest', value: middleTruncate(digest, 22) }] : []),
    {
      name: 'Pods',
      value: podsText(replicas),
    },
    {
      name: 'Where',
      value: `${shortName(ref.cluster)} / ${shortName(ref.namespace)}`,
    },
    ...(message ? [{ name: 'Says', value: message }] : []),
  ];
}

/** A link to another tool. */
export type LinkView = { key: string; title: string; url: string };

/** Links that may be followed. */
export function linkViews(service: ServiceDelivery): LinkView[] {
  return service.links.flatMap(({ kind, title, url }) => {
    const safe = safeUrl(url);
    return safe
      ? [{ key: `${kind}/${url}`, title: shortName(title || kind), url: safe }]
      : [];
  });
}
