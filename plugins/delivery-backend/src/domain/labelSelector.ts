import { quoted } from './quoted';

/** One condition on the labels of an object. */
export type Requirement =
  | { op: 'exists' | 'absent'; key: string }
  | { op: 'in' | 'notIn'; key: string; values: readonly string[] }
  | { op: 'greater' | 'less'; key: string; than: number };

/** A label selector as read, or the one thing that is wrong with it. */
export type SelectorResult =
  | { ok: true; requirements: readonly Requirement[] }
  | { ok: false; problem: string };

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Whether a text can be the value of a label. */
export function isLabelValue(text: string): boolean {
  return text === '' || NAME.test(text);
}

function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash < 0) return NAME.test(text);
  const prefix = text.slice(0, slash);
  return (
    prefix.length <= 253 &&
    PREFIX.test(prefix) &&
    NAME.test(text.slice(slash + 1))
  );
}

/** Splits at the commas that stand outside of parentheses. */
function splitRequirements(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (char === ',' && depth <= 0) {
      parts.push(part);
      part = '';
    } else {
      part += char;
    }
  }
  return [...parts, part].map(each => each.trim());
}

type RequirementResult =
  | { ok: true; requirement: Requirement }
  | { ok: false; problem: string };

const bad = (problem: string): RequirementResult => ({ ok: false, problem });

function checked(requirement: Requirement): RequirementResult {
  if (!isLabelKey(requirement.key)) {
    return bad(`${quoted(requirement.key)} is not a label key`);
  }
  if (requirement.op === 'in' || requirement.op === 'notIn') {
    const odd = requirement.values.find(value => !isLabelValue(value));
    if (odd !== undefined) return bad(`${quoted(odd)} is not a label value`);
  }
  if (requirement.op === 'greater' || requirement.op === 'less') {
    if (!Number.isSafeInteger(requirement.than)) {
      return bad('only whole numbers can be compared');
    }
  }
  return { ok: true, requirement };
}

const SET = /^([^\s=!<>(),]+)\s+(in|notin)\s*\(([^()]*)\)$/;
const COMPARED = /^([^\s=!<>(),]+)\s*(==|=|!=|>|<)\s*([^\s=!<>(),]*)$/;
const BARE = /^(!?)\s*([^\s=!<>(),]+)$/;

function compared(key: string, sign: string, value: string): RequirementResult {
  if (sign === '>' || sign === '<') {
    const than = value === '' ? NaN : Number(value);
    return checked({ op: sign === '>' ? 'greater' : 'less', key, than });
  }
  return checked({ op: sign === '!=' ? 'notIn' : 'in', key, values: [value] });
}

function parseRequirement(text: string): RequirementResult {
  const set = SET.exec(text);
  if (set) {
    const [, key = '', word, inside = ''] = set;
    const values = inside.split(',').map(value => value.trim());
    return checked({ op: word === 'in' ? 'in' : 'notIn', key, values });
  }
  const comparison = COMPARED.exec(text);
  if (comparison) {
    const [, key = '', sign = '', value = ''] = comparison;
    return compared(key, sign, value);
  }
  const bare = BARE.exec(text);
  if (bare) {
    const [, not, key = ''] = bare;
    return checked({ op: not ? 'absent' : 'exists', key });
  }
  return bad(
    text === ''
      ? 'there is an empty requirement'
      : `${quoted(
          text,
        )} is not a requirement such as app=shop, app in (a, b), app or !app`,
  );
}

/**
 * Reads a label selector as kubectl does: `a=b`, `a==b`, `a!=b`, `a in (b, c)`,
 * `a notin (b)`, `a`, `!a`, `a>1`, `a<1`, joined by commas.
 */
export function parseLabelSelector(text: string): SelectorResult {
  if (text.trim() === '') {
    return { ok: false, problem: 'it is empty and would select everything' };
  }
  const results = splitRequirements(text).map(parseRequirement);
  const requirements: Requirement[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    requirements.push(result.requirement);
  }
  return { ok: true, requirements };
}

function holds(
  requirement: Requirement,
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = Object.hasOwn(labels, requirement.key)
    ? labels[requirement.key]
    : undefined;
  switch (requirement.op) {
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case 'in':
      return value !== undefined && requirement.values.includes(value);
    case 'notIn':
      return value === undefined || !requirement.values.includes(value);
    default: {
      if (value === undefined || !/^-?\d+$/.test(value)) return false;
      return requirement.op === 'greater'
        ? Number(value) > requirement.than
        : Number(value) < requirement.than;
    }
  }
}

/** Whether labels meet all requirements. */
export function labelsMatch(
  requirements: readonly Requirement[],
  labels: Readonly<Record<string, string>>,
): boolean {
  return requirements.every(requirement => holds(requirement, labels));
}

/** The requirements that name one exact value, for a lookup instead of a search. */
export function exactLabels(
  requirements: readonly Requirement[],
): Record<string, string> {
  const exact: Record<string, string> = {};
  for (const requirement of requirements) {
    if (requirement.op === 'in' && requirement.values.length === 1) {
      exact[requirement.key] = requirement.values[0] ?? '';
    }
  }
  return exact;
}
