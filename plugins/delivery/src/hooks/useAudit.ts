import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Receipt,
  ServiceRef,
} from '@greenlight/backstage-plugin-delivery-common';
import { deliveryApiRef } from '../api/deliveryApiRef';

/** Receipts that the audit keeps; or why they are not shown. */
export type Audit = { receipts: Receipt[]; error?: Error };

const MOST = 50;

/**
 * Reads the audit of an entity once there is a version of its receipts, and
 * again whenever that changes.
 */
export function useAudit(ref: ServiceRef, version?: string): Audit {
  const api = useApi(deliveryApiRef);
  const [audit, setAudit] = useState<Audit>({ receipts: [] });
  const { kind, namespace, name } = ref;
  useEffect(() => {
    if (version === undefined) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    api.getReceipts({ kind, namespace, name }, { limit: MOST, signal }).then(
      receipts => {
        if (!signal.aborted) setAudit({ receipts });
      },
      (error: Error) => {
        if (!signal.aborted) setAudit(({ receipts }) => ({ receipts, error }));
      },
    );
    return () => controller.abort();
  }, [api, kind, namespace, name, version]);
  return audit;
}
