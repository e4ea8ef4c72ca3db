import { parseWindow, type Duration } from '../duration';
import { parseEntityRef } from '../entityRef';
import {
  parseLabelName,
  parseLabelValue,
  parseName,
  parseProse,
  parseTitle,
} from '../labels';
import type { Objective } from '../objective';
import { bad, good, quote, type Read } from '../read';
import { parseTargetPercent, parseTargetRatio, type Target } from '../target';
import { type Fields, type NotYet } from './fields';
import { readIndicator } from './readIndicator';

const ENTITY_REF = 'backstage.io/entity-ref';
const ENVIRONMENT = 'greenlight.dev/environment';
const TEAM = 'greenlight.dev/team';
const RUNBOOK = 'greenlight.dev/runbook-url';
const OURS = [ENVIRONMENT, TEAM, RUNBOOK];

const INLINE = 'Write the indicator here, under spec.indicator.';
const NOT_YET_SPEC: NotYet = {
  indicatorRef: ['an indicator in another document', INLINE],
  alertPolicies: [
    'alert policies',
    'Leave it out: burn alerts are generated for every objective.',
  ],
};
const NOT_YET_OBJECTIVE: NotYet = {
  op: ['a threshold', 'Count good and bad events instead.'],
  value: ['a threshold', 'Count good and bad events instead.'],
  compositeWeight: [
    'an objective of several indicators',
    'Write one document for each of them.',
  ],
  indicator: ['an objective of several indicators', INLINE],
  indicatorRef: ['an indicator in another document', INLINE],
  timeSliceTarget: [
    'budgets of time slices',
    'Leave it out: events are counted.',
  ],
  timeSliceWindow: [
    'budgets of time slices',
    'Leave it out: events are counted.',
  ],
};
const NOT_YET_METHOD: NotYet = {
  Timeslices: ['budgets of time slices', 'Write budgetingMethod: Occurrences.'],
  RatioTimeslices: [
    'budgets of time slices',
    'Write budgetingMethod: Occurrences.',
  ],
};
const CALENDAR = [
  'calendar windows',
  'Write { duration: 30d, isRolling: true }.',
] as const;

/** Reads a document of kind SLO; undefined when something was reported. */
export function readObjective(document: Fields): Objective | undefined {
  document.only(['apiVersion', 'kind', 'metadata', 'spec']);
  const metadata = document.object(
    'metadata',
    'metadata: { name: checkout-availability }',
  );
  const spec = document.object(
    'spec',
    'spec with service, indicator and objectives',
  );
  const annotations = metadata?.optionalObject(
    'annotations',
    'annotations as texts',
  );
  const named = metadata && readMetadata(metadata);
  const owned = annotations && readAnnotations(annotations);
  const counted = spec && readSpec(spec);
  const entityRef = readEntityRef(annotations, counted?.service);
  if (!named?.id || !counted || !entityRef) return undefined;
  const { objectiveName, service, target, window, indicator, description } =
    counted;
  if (!service || !target || !window || !indicator) return undefined;
  const { id, title, ...rest } = named;
  return {
    ...rest,
    ...owned,
    id,
    name: title ?? objectiveName ?? id,
    ...(description && { description }),
    service,
    entityRef,
    target,
    window,
    indicator,
  };
}

function readMetadata(metadata: Fields) {
  metadata.only(['name', 'displayName', 'labels', 'annotations']);
  return {
    id: metadata.read('name', parseName, 'name: checkout-availability'),
    title: metadata.optional(
      'displayName',
      parseTitle,
      'displayName: Availability',
    ),
    labels: readLabels(metadata),
  };
}

/** Other tools have annotations too; of ours, a misspelled one is named. */
function readAnnotations(annotations: Fields) {
  for (const key of annotations.keys()) {
    if (key.startsWith('greenlight.dev/') && !OURS.includes(key)) {
      annotations.problem(key, 'is not known', `Known are ${OURS.join(', ')}.`);
    }
  }
  const environment = annotations.optional(
    ENVIRONMENT,
    parseName,
    `${ENVIRONMENT}: prod`,
  );
  const team = annotations.optional(TEAM, parseTeam, `${TEAM}: payments`);
  const runbookUrl = annotations.optional(
    RUNBOOK,
    parseUrl,
    `${RUNBOOK}: https://…`,
  );
  return {
    ...(environment && { environment }),
    ...(team && { team }),
    ...(runbookUrl && { runbookUrl }),
  };
}

function readLabels(metadata: Fields): Record<string, string> {
  const fields = metadata.optionalObject('labels', 'labels as texts');
  const labels: Record<string, string> = {};
  for (const key of fields?.keys() ?? []) {
    const name = parseLabelName(key);
    if (!name.ok) fields?.problem(key, name.wrong, name.fix);
    const value = fields?.read(key, parseLabelValue, 'one text');
    if (name.ok && value !== undefined) labels[name.value] = value;
  }
  return labels;
}

function readEntityRef(
  annotations: Fields | undefined,
  service: string | undefined,
): string | undefined {
  if (annotations?.has(ENTITY_REF)) {
    const example = `${ENTITY_REF}: component:default/checkout`;
    return annotations.read(ENTITY_REF, parseEntityRef, example);
  }
  const byName = service === undefined ? undefined : parseEntityRef(service);
  return byName?.ok ? byName.value : undefined;
}

function readSpec(spec: Fields) {
  spec.only(
    [
      'description',
      'service',
      'budgetingMethod',
      'timeWindow',
      'indicator',
      'objectives',
    ],
    NOT_YET_SPEC,
  );
  spec.exactly('budgetingMethod', 'Occurrences', NOT_YET_METHOD);
  const indicator = spec.has('indicatorRef')
    ? undefined
    : spec.object('indicator', 'an indicator with a ratioMetric');
  const objective = spec.single('objectives', '{ targetPercent: "99.9" }');
  objective?.only(
    ['displayName', 'target', 'targetPercent'],
    NOT_YET_OBJECTIVE,
  );
  return {
    description: spec.optional('description', parseProse, 'description: …'),
    service: spec.read('service', parseName, 'service: checkout'),
    window: readWindow(spec),
    indicator: indicator && readIndicator(indicator),
    objectiveName: objective?.optional(
      'displayName',
      parseTitle,
      'displayName: …',
    ),
    target: objective && readTarget(objective),
  };
}

function readWindow(spec: Fields): Duration | undefined {
  const window = spec.single(
    'timeWindow',
    '{ duration: 30d, isRolling: true }',
  );
  window?.only(['duration', 'isRolling'], { calendar: CALENDAR });
  if (!window?.has('calendar'))
    window?.exactly('isRolling', true, {
      false: CALENDAR,
    });
  return window?.read('duration', parseWindow, 'duration: 30d');
}

function readTarget(objective: Fields): Target | undefined {
  const percent = objective.optional(
    'targetPercent',
    parseTargetPercent,
    'targetPercent: "99.9"',
  );
  const ratio = objective.optional(
    'target',
    parseTargetRatio,
    'target: "0.999"',
  );
  if (objective.has('targetPercent') && objective.has('target')) {
    objective.problem(
      'target',
      'and targetPercent are both there',
      'Keep one of them.',
    );
    return undefined;
  }
  if (!objective.has('targetPercent') && !objective.has('target')) {
    objective.problem(
      'targetPercent',
      'is missing',
      'Write targetPercent: "99.9".',
    );
  }
  return percent ?? ratio;
}

function parseTeam(text: string): Read<string> {
  if (!/[:/]/.test(text)) return parseLabelValue(text);
  return parseEntityRef(text, 'group');
}

function parseUrl(text: string): Read<string> {
  const safe = /^https?:\/\/[^\s"<>{}\\]+$/.test(text);
  return safe
    ? good(text)
    : bad(
        `${quote(text)} is not an address`,
        'Write one that begins with https://.',
      );
}
