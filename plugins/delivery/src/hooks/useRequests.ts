import { useCallback, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  ActionOffer,
  ActionOutcome,
  ServiceRef,
} from '@greenlight/backstage-plugin-delivery-common';
import { announce } from '@greenlight/ui';
import { deliveryApiRef } from '../api/deliveryApiRef';
import type { Placed } from '../view/placed';
import type { LocalRequest } from '../view/receipts';

/** An action that a person has confirmed. */
export type Confirmed = {
  placed: Placed;
  offer: ActionOffer & { enabled: true };
  reason?: string;
};

const MOST_REMEMBERED = 5;

function outcomeOf(answer: ActionOutcome): LocalRequest['outcome'] {
  if (answer.outcome === 'accepted') {
    return { kind: 'receipt', receipt: answer.receipt };
  }
  return { kind: 'refused', word: 'Refused', message: answer.message };
}

function bodyOf({ placed, offer, reason }: Confirmed) {
  const { cluster, namespace, name } = placed.workload.ref;
  return {
    action: offer.action,
    target: { cluster, namespace, kind: 'Rollout' as const, name },
    saw: offer.saw,
    ...(reason && { reason }),
  };
}

/** Sends actions and remembers what became of them on this page. */
export function useRequests(ref: ServiceRef, refresh: () => Promise<void>) {
  const api = useApi(deliveryApiRef);
  const [requests, setRequests] = useState<LocalRequest[]>([]);
  const count = useRef(0);
  const { kind, namespace, name } = ref;

  const send = useCallback(
    async (confirmed: Confirmed) => {
      const id = `local-${++count.current}`;
      const settle = (outcome: LocalRequest['outcome']) =>
        setRequests(all =>
          all.map(one => (one.id === id ? { ...one, outcome } : one)),
        );
      const request: LocalRequest = {
        id,
        action: confirmed.offer.action,
        environment: confirmed.placed.environment.title,
        name: confirmed.placed.workload.ref.name,
        at: new Date().toISOString(),
        outcome: { kind: 'asking' },
      };
      setRequests(all => [request, ...all].slice(0, MOST_REMEMBERED));
      try {
        const answer = await api.requestAction(
          { kind, namespace, name },
          bodyOf(confirmed),
        );
        settle(outcomeOf(answer));
        if (answer.outcome === 'refused')
          announce(`Refused: ${answer.message}`);
      } catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause);
        settle({ kind: 'refused', word: 'Failed', message });
        announce(`Failed: ${message}`);
      }
      await refresh();
    },
    [api, kind, namespace, name, refresh],
  );

  return { requests, send };
}
