import type { ServiceDelivery } from '@greenlight/backstage-plugin-delivery-common';
import { oneLine } from '@greenlight/ui';

/** What is missing before anything can be shown. */
export type EmptyView = {
  kind: 'empty';
  title: string;
  reason: string;
  snippet?: { text: string; label: string };
};

/** Why nothing can be shown of an entity; nothing when it can. */
export function emptyView(service: ServiceDelivery): EmptyView | undefined {
  const { selection } = service;
  if (selection.kind === 'selected') return undefined;
  if (selection.kind === 'invalid') {
    return {
      kind: 'empty',
      title: 'The annotations of this entity cannot be used',
      reason: oneLine(selection.reason),
    };
  }
  const { key, value } = selection.annotation;
  return {
    kind: 'empty',
    title: 'This entity does not say which objects are its own',
    reason: oneLine(selection.reason),
    snippet: { text: `${key}: ${value}`, label: `annotation ${key}` },
  };
}
