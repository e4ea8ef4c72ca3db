import { bad, good, quote, type Read } from './read';

export const LONGEST_LABEL = 63;

/** Labels that every recorded series or alert has already. */
const RESERVED = new Set([
  'slo_id',
  'slo_name',
  'slo_service',
  'slo_window',
  'entity_ref',
  'environment',
  'team',
  'spec_hash',
  'objective',
  'window',
  'budgeting_method',
  'weighting',
  'generator',
  'version',
  'severity',
  'alertname',
  'alertstate',
  'le',
  'quantile',
]);

const NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const LABEL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const LABEL_VALUE = /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** A name: small letters, digits and dashes, as Kubernetes has them. */
export function parseName(text: string): Read<string> {
  if (tooLong(text)) return long(text);
  if (NAME.test(text)) return good(text);
  return bad(
    `${quote(text)} is not a legal name`,
    'Use small letters, digits and dashes, and begin and end with a letter or digit.',
  );
}

/** The name of a label that the author adds. */
export function parseLabelName(text: string): Read<string> {
  if (tooLong(text)) return long(text);
  if (!LABEL_NAME.test(text) || text.startsWith('__')) {
    return bad(
      `${quote(text)} is not a legal label name`,
      'Use letters, digits and underscores; no digit and no two underscores at the start.',
    );
  }
  if (RESERVED.has(text)) {
    return bad(
      `${quote(text)} is a label that the rules write themselves`,
      'Choose another name.',
    );
  }
  return good(text);
}

/** The value of a label that the author adds. */
export function parseLabelValue(text: string): Read<string> {
  if (tooLong(text)) return long(text);
  if (LABEL_VALUE.test(text)) return good(text);
  return bad(
    `${quote(text)} is not a legal label value`,
    'Use letters, digits, dashes, underscores and dots, and begin and end with a letter or digit.',
  );
}

/** A text for people that becomes a label. */
export function parseTitle(text: string): Read<string> {
  if (tooLong(text)) return long(text);
  return parseProse(text);
}

/** A text for people. Prometheus expands templates in labels and annotations of alerts. */
export function parseProse(text: string): Read<string> {
  if (text.includes('{{')) {
    return bad(
      `${quote(text)} holds a template, which Prometheus would expand`,
      'Leave out the double braces.',
    );
  }
  // eslint-disable-next-line no-control-regex
  if (text.trim() === '' || /[\u0000-\u001f\u007f]/.test(text)) {
    return bad(
      `${quote(text)} is empty or holds control characters`,
      'Write a short text on one line.',
    );
  }
  return good(text);
}

function tooLong(text: string): boolean {
  return text.length > LONGEST_LABEL;
}

function long(text: string): Read<never> {
  return bad(
    `${quote(text)} has ${text.length} characters`,
    `Use at most ${LONGEST_LABEL} characters.`,
  );
}
