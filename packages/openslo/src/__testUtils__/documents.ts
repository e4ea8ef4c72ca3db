import { stringify } from 'yaml';
import { parseDocuments, problemText } from '../document/parseDocuments';
import type { Objective } from '../objective';

/** Raw content of a document. */
export type Raw = Record<string, unknown>;

/** Where in a document, and what to put there; undefined takes it away. */
export type Changes = Record<string, unknown>;

const TOTAL = 'service="checkout",environment="prod"';

export const counter = (selector: string, metric = 'http_requests_total') => ({
  metricSource: {
    type: 'Prometheus',
    spec: { kind: 'counter', metric, selector },
  },
});

export const histogram = (le?: string) => ({
  metricSource: {
    type: 'Prometheus',
    spec: {
      kind: 'histogram',
      metric: 'http_request_duration_seconds',
      selector: TOTAL,
      ...(le && { le }),
    },
  },
});

export const query = (text: string) => ({
  metricSource: { type: 'Prometheus', spec: { query: text } },
});

export const RATIO = 'spec.indicator.spec.ratioMetric';

/** Good events within 0.3 s instead of requests without a 5xx. */
export const LATENCY: Changes = {
  'metadata.name': 'checkout-latency',
  [`${RATIO}.bad`]: undefined,
  [`${RATIO}.good`]: histogram('0.3'),
  [`${RATIO}.total`]: histogram(),
};

/** A document that is right in all respects. */
export function rawDocument(changes: Changes = {}): Raw {
  const document: Raw = {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: {
      name: 'checkout-availability',
      displayName: 'Availability',
      annotations: {
        'backstage.io/entity-ref': 'component:default/checkout',
        'greenlight.dev/environment': 'prod',
        'greenlight.dev/team': 'payments',
      },
    },
    spec: {
      service: 'checkout',
      budgetingMethod: 'Occurrences',
      timeWindow: [{ duration: '30d', isRolling: true }],
      indicator: {
        spec: {
          ratioMetric: {
            counter: true,
            bad: counter(`${TOTAL},code=~"5.."`),
            total: counter(TOTAL),
          },
        },
      },
      objectives: [{ displayName: 'Requests', targetPercent: '99.9' }],
    },
  };
  for (const [path, value] of Object.entries(changes)) {
    put(document, path.split('.'), structuredClone(value));
  }
  return document;
}

export function aDocument(changes: Changes = {}): string {
  return stringify(rawDocument(changes), { aliasDuplicateObjects: false });
}

export function anObjective(changes: Changes = {}): Objective {
  const file = { name: 'test.yaml', text: aDocument(changes) };
  const { objectives, problems } = parseDocuments([file]);
  const [objective] = objectives;
  if (!objective) throw new Error(problems.map(problemText).join('\n'));
  return objective;
}

function put(parent: unknown, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (typeof parent !== 'object' || parent === null) {
    throw new Error(`There is no object to put ${key} into.`);
  }
  if (rest.length > 0) put(Reflect.get(parent, key), rest, value);
  else if (value === undefined) Reflect.deleteProperty(parent, key);
  else Reflect.set(parent, key, value);
}
