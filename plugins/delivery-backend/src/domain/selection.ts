import type { Entity } from '@backstage/catalog-model';
import type { Selection } from '@greenlight/backstage-plugin-delivery-common';
import { trackingApp } from './argoTracking';
import { exactLabels, labelsMatch, parseLabelSelector } from './labelSelector';
import type { Requirement } from './labelSelector';
import type { Placed, WorkloadObject } from './placed';
import { quoted } from './quoted';

/** Which objects an entity is about. */
export type ObjectSelection = {
  /** Either what their labels must be, or the Argo CD applications that track them. */
  readonly match:
    | { is: 'labels'; requirements: readonly Requirement[] }
    | { is: 'apps'; names: readonly string[] };
  readonly namespace?: string;
  readonly cluster?: string;
  /** How they were found, for people. */
  readonly by: readonly string[];
};

/** An entity's selection, or why there is none. */
export type SelectionPlan =
  | { kind: 'selected'; objects: ObjectSelection }
  | Exclude<Selection, { kind: 'selected' }>;

const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const CLUSTER = 'backstage.io/kubernetes-cluster';
const ARGO_APP = 'argocd/app-name';

const LONGEST = 1_000;
const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const CLUSTER_NAME = /^[\w.:@/-]{1,253}$/;
const APP_NAME =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?[_/])?[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

class Odd extends Error {}

function annotation(entity: Entity, key: string): string | undefined {
  const annotations: Record<string, unknown> =
    entity.metadata.annotations ?? {};
  const value = Object.hasOwn(annotations, key) ? annotations[key] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new Odd(`${key} is not a text`);
  if (value.length > LONGEST) {
    throw new Odd(
      `${key} has ${value.length} characters, at most ${LONGEST} are read`,
    );
  }
  return value.trim() === '' ? undefined : value.trim();
}

function shaped(entity: Entity, key: string, shape: RegExp, what: string) {
  const value = annotation(entity, key);
  if (value !== undefined && !shape.test(value)) {
    throw new Odd(`${key} is ${quoted(value)}, which is not ${what}`);
  }
  return value;
}

function byLabels(key: string, text: string): ObjectSelection['match'] {
  const parsed = parseLabelSelector(text);
  if (!parsed.ok) throw new Odd(`${key} cannot be read: ${parsed.problem}`);
  return { is: 'labels', requirements: parsed.requirements };
}

function byApps(text: string): ObjectSelection['match'] {
  const names = text.split(',').map(name => name.trim());
  const odd = names.find(name => !APP_NAME.test(name));
  if (odd !== undefined) {
    throw new Odd(
      `${ARGO_APP} holds ${quoted(
        odd,
      )}, which is not the name of an application`,
    );
  }
  return { is: 'apps', names: names.map(name => name.replace('/', '_')) };
}

/** The most exact annotation wins, in the order in which the Kubernetes plugin reads them. */
function matchOf(
  entity: Entity,
): { match: ObjectSelection['match']; by: string } | undefined {
  const selector = annotation(entity, SELECTOR);
  if (selector) return { match: byLabels(SELECTOR, selector), by: SELECTOR };
  const id = shaped(
    entity,
    ID,
    /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
    'the value of a label',
  );
  if (id) return { match: byLabels(ID, `${ID}=${id}`), by: ID };
  const apps = annotation(entity, ARGO_APP);
  if (apps) return { match: byApps(apps), by: ARGO_APP };
  return undefined;
}

function read(entity: Entity): SelectionPlan {
  const namespace = shaped(
    entity,
    NAMESPACE,
    DNS_LABEL,
    'the name of a namespace',
  );
  const cluster = shaped(
    entity,
    CLUSTER,
    CLUSTER_NAME,
    'the name of a cluster',
  );
  const found = matchOf(entity);
  if (!found) {
    return {
      kind: 'missing',
      reason: `No annotation says which Kubernetes objects belong to ${entity.metadata.name}`,
      annotation: { key: ID, value: entity.metadata.name },
    };
  }
  const by = [found.by];
  if (namespace) by.push(NAMESPACE);
  if (cluster) by.push(CLUSTER);
  return {
    kind: 'selected',
    objects: { match: found.match, namespace, cluster, by },
  };
}

/**
 * How an entity reaches its objects. Annotations belong to whoever edits the
 * entity: what cannot be read gives a reason, never an error.
 */
export function selectionOf(entity: Entity): SelectionPlan {
  try {
    return read(entity);
  } catch (error) {
    if (error instanceof Odd) {
      return { kind: 'invalid', reason: `The annotation ${error.message}` };
    }
    throw error;
  }
}

/** Whether an object belongs to a selection. */
export function isSelected(
  selection: ObjectSelection,
  { cluster, object }: Pick<Placed<WorkloadObject>, 'cluster' | 'object'>,
): boolean {
  if (selection.cluster && selection.cluster !== cluster) return false;
  if (selection.namespace && selection.namespace !== object.meta.namespace) {
    return false;
  }
  if (selection.match.is === 'labels') {
    return labelsMatch(selection.match.requirements, object.meta.labels);
  }
  const app = trackingApp(object);
  return app !== undefined && selection.match.names.includes(app);
}

/** What an index can look up at once; the rest is left to `isSelected`. */
export function lookupOf(selection: ObjectSelection): {
  cluster?: string;
  namespace?: string;
  labels: Record<string, string>;
} {
  const { cluster, namespace, match } = selection;
  const labels = match.is === 'labels' ? exactLabels(match.requirements) : {};
  return { cluster, namespace, labels };
}
