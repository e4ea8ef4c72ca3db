import type { Workload } from '@greenlight/backstage-plugin-delivery-common';
import { formatWeight, oneLine } from '@greenlight/ui';
import { shortName } from './words';

/** Weights beside each other, and where they differ. */
export type WeightsView = {
  label: string;
  rows: { name: string; value: string }[];
  drift?: string;
  unknown?: string;
};

function colorsOf(workload: Workload): WeightsView | undefined {
  const { activeService, previewService } = workload.rollout ?? {};
  const served = workload.stable ?? workload.version;
  const rows = [
    { name: 'Active', service: activeService, version: served },
    { name: 'Preview', service: previewService, version: workload.version },
  ].flatMap(({ name, service, version }) =>
    service
      ? [
          {
            name: `${name} ${shortName(service)}`,
            value: shortName(version.label),
          },
        ]
      : [],
  );
  return rows.length > 0
    ? { label: 'Services and their versions', rows }
    : undefined;
}

/** Weights of what is in flight; versions of services where it is blue-green. */
export function weightsOf(workload: Workload): WeightsView | undefined {
  const progress = workload.rollout;
  if (!progress?.inFlight) return undefined;
  if (progress.strategy === 'blueGreen') return colorsOf(workload);
  if (progress.strategy !== 'canary') return undefined;
  const { desired, actual, mesh, additional, drift, unknown } =
    progress.weights;
  const rows = [
    { name: 'Desired', value: formatWeight(desired) },
    { name: 'Actual', value: formatWeight(actual) },
    ...(mesh === undefined && !unknown
      ? []
      : [{ name: 'Mesh', value: formatWeight(mesh) }]),
    ...additional.slice(0, 5).map(({ name, weight }) => ({
      name: shortName(name),
      value: formatWeight(weight),
    })),
  ];
  return {
    label: 'Share of the canary',
    rows,
    ...(drift && { drift: oneLine(drift) }),
    ...(unknown && { unknown: oneLine(unknown) }),
  };
}
