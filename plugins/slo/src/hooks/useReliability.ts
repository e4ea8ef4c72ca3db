import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  ReliabilityDetail,
  ReliabilityOverview,
  ServiceReliability,
  SloEntityRef,
} from '@greenlight/backstage-plugin-slo-common';
import { usePolled } from '@greenlight/ui';
import type { Polled } from '@greenlight/ui';
import { sloApiRef } from '../api/sloApiRef';

/** What is recorded changes every two to five minutes; alerts every half. */
const EVERY_MS = 30_000;

function keyOf(ref: SloEntityRef, environment: string | undefined): string {
  return `${ref.kind}:${ref.namespace}/${ref.name}@${environment ?? ''}`;
}

/** Reads the objectives of an entity and follows them. */
export function useService(
  ref: SloEntityRef,
  environment: string | undefined,
): Polled<ServiceReliability> {
  const api = useApi(sloApiRef);
  const { kind, namespace, name } = ref;
  const read = useCallback(
    (signal: AbortSignal) =>
      api.getService({ kind, namespace, name }, { environment, signal }),
    [api, kind, namespace, name, environment],
  );
  return usePolled({ key: keyOf(ref, environment), read, everyMs: EVERY_MS });
}

/** Reads the objectives of an entity with charts and explanations. */
export function useDetail(
  ref: SloEntityRef,
  environment: string | undefined,
): Polled<ReliabilityDetail> {
  const api = useApi(sloApiRef);
  const { kind, namespace, name } = ref;
  const read = useCallback(
    (signal: AbortSignal) =>
      api.getDetail({ kind, namespace, name }, { environment, signal }),
    [api, kind, namespace, name, environment],
  );
  return usePolled({ key: keyOf(ref, environment), read, everyMs: EVERY_MS });
}

/** Reads every service's worst objective. */
export function useOverview(
  environment: string | undefined,
): Polled<ReliabilityOverview> {
  const api = useApi(sloApiRef);
  const read = useCallback(
    (signal: AbortSignal) => api.getOverview({ environment, signal }),
    [api, environment],
  );
  return usePolled({ key: environment ?? '', read, everyMs: EVERY_MS });
}
