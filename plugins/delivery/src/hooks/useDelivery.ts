import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  deliveryBeatMs,
  deliverySignalChannel,
} from '@greenlight/backstage-plugin-delivery-common';
import type {
  ServiceDelivery,
  ServiceRef,
} from '@greenlight/backstage-plugin-delivery-common';
import { useLive } from '@greenlight/ui';
import type { Live } from '@greenlight/ui';
import { deliveryApiRef } from '../api/deliveryApiRef';

const hintOf = (service: ServiceDelivery) => service.hint;

/** A smaller difference than this is the way of the answer, not the clock. */
const NO_SKEW_MS = 2_000;

/** A live answer and how far the server's clock is ahead. */
export type LiveDelivery = Live<ServiceDelivery> & { offsetMs: number };

function clockOffset(live: Live<ServiceDelivery>): number {
  const at = Date.parse(live.value?.at ?? '');
  if (!Number.isFinite(at) || live.readAt === undefined) return 0;
  const offset = at - live.readAt;
  return Math.abs(offset) < NO_SKEW_MS ? 0 : offset;
}

/** Reads the delivery of an entity and follows it. */
export function useDelivery(
  ref: ServiceRef,
  options: { detail?: boolean } = {},
): LiveDelivery {
  const api = useApi(deliveryApiRef);
  const { kind, namespace, name } = ref;
  const { detail = false } = options;
  const read = useCallback(
    (signal: AbortSignal) =>
      api.getService({ kind, namespace, name }, { detail, signal }),
    [api, kind, namespace, name, detail],
  );
  const live = useLive<ServiceDelivery>({
    key: `${kind}:${namespace}/${name}`,
    read,
    channel: deliverySignalChannel,
    beatMs: deliveryBeatMs,
    hintOf,
  });
  const offset = clockOffset(live);
  return useMemo(() => ({ ...live, offsetMs: offset }), [live, offset]);
}
