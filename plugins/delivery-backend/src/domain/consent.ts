import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { entityRefAnnotation } from '@greenlight/backstage-plugin-delivery-common';
import type { Consent } from '@greenlight/backstage-plugin-delivery-common';
import type { Placed, WorkloadObject } from './placed';
import { quoted } from './quoted';

/** Consent that the operator of the portal gives for an object without the annotation. */
export type ConsentMapping = {
  readonly entityRef: string;
  readonly cluster: string;
  readonly namespace: string;
  readonly name: string;
};

/** An entity ref in the one form in which refs are compared; undefined when it is none. */
export function normalEntityRef(
  text: string,
  defaults: { defaultKind?: string; defaultNamespace?: string } = {},
): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(text.trim(), { defaultKind: 'component', ...defaults }),
    );
  } catch {
    return undefined;
  }
}

/** Whether the owner of an object lets this entity act on it. */
export function consentOf(
  entityRef: string,
  { cluster, object }: Pick<Placed<WorkloadObject>, 'cluster' | 'object'>,
  mappings: readonly ConsentMapping[],
): Consent {
  const { namespace, name, annotations } = object.meta;
  const noted = annotations[entityRefAnnotation];
  if (noted !== undefined && normalEntityRef(noted) === entityRef) {
    return { given: true, by: 'annotation' };
  }
  const mapped = mappings.some(
    each =>
      each.entityRef === entityRef &&
      each.cluster === cluster &&
      each.namespace === namespace &&
      each.name === name,
  );
  if (mapped) return { given: true, by: 'config' };
  return {
    given: false,
    reason:
      noted === undefined
        ? `${object.kind} ${name} does not say which entity may act on it`
        : `${object.kind} ${name} lets ${quoted(
            noted,
          )} act on it, not ${entityRef}`,
    annotation: { key: entityRefAnnotation, value: entityRef },
  };
}
