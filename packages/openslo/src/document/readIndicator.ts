import Big from 'big.js';
import { parseMatchers, type Matcher } from '../matchers';
import type { Counted, Indicator } from '../objective';
import { parseQuery } from '../query';
import { bad, good, quote, type Read } from '../read';
import type { Fields, NotYet } from './fields';

const METRIC = /^[A-Za-z_:][A-Za-z0-9_:]*$/;
const LE = /^\d{1,15}(\.\d{1,9})?$/;
const SELECTOR = `selector: 'service="checkout",code=~"5.."'`;
const SOURCE =
  'metricSource: { type: Prometheus, spec: { kind: counter, metric: …, selector: … } }';
const RATIO = 'ratioMetric with counter: true, one of bad and good, and total';

const NOT_YET_SPEC: NotYet = {
  thresholdMetric: ['a value compared with a threshold', `Write a ${RATIO}.`],
};
const NOT_YET_RATIO: NotYet = {
  raw: ['a ratio that is computed already', `Write a ${RATIO}.`],
  rawType: ['a ratio that is computed already', `Write a ${RATIO}.`],
};
const NOT_YET_SOURCE: NotYet = {
  metricSourceRef: [
    'a source in another document',
    'Write type and spec here.',
  ],
};
const NOT_YET_KIND: NotYet = {
  nativeHistogram: [
    'native histograms',
    'Use the classic histogram, or a query.',
  ],
  gauge: ['probes that report a gauge', 'Use a counter.'],
};

/** Reads `spec.indicator`. */
export function readIndicator(indicator: Fields): Indicator | undefined {
  indicator.only(['metadata', 'spec']);
  const spec = indicator.object('spec', `spec with a ${RATIO}`);
  spec?.only(['description', 'ratioMetric'], NOT_YET_SPEC);
  if (spec?.has('thresholdMetric') && !spec.has('ratioMetric'))
    return undefined;
  const ratio = spec?.object('ratioMetric', `a ${RATIO}`);
  if (!ratio) return undefined;
  ratio.only(['counter', 'good', 'bad', 'total'], NOT_YET_RATIO);
  ratio.exactly('counter', true, {
    false: ['counts that are not counters', 'Use counters.'],
  });
  const part = readPart(ratio);
  const total = readSource(ratio, 'total');
  if (total?.kind === 'bucket') {
    ratio.problem(
      'total',
      'has a bucket, so it would not count the events above it',
      'Leave out le: then all events of the histogram are counted.',
    );
  }
  if (part?.kind === 'bucket' && ratio.has('bad')) {
    ratio.problem(
      'bad',
      'is a bucket of a histogram, which holds the fast events',
      'Write good instead of bad.',
    );
  }
  if (!part || !total) return undefined;
  return { counts: ratio.has('good') ? 'good' : 'bad', part, total };
}

function readPart(ratio: Fields): Counted | undefined {
  if (ratio.has('good') && ratio.has('bad')) {
    ratio.problem(
      'good',
      'and bad are both there',
      'Keep one: the other one is the rest of total.',
    );
    readSource(ratio, 'bad');
    return readSource(ratio, 'good');
  }
  if (!ratio.has('good') && !ratio.has('bad')) {
    ratio.problem(
      'bad',
      'and good are both missing',
      'Write one of them: what is bad, or what is good.',
    );
    return undefined;
  }
  return readSource(ratio, ratio.has('good') ? 'good' : 'bad');
}

function readSource(ratio: Fields, key: string): Counted | undefined {
  const counted = ratio.object(key, `${key} with ${SOURCE}`);
  counted?.only(['metricSource']);
  const source = counted?.object('metricSource', SOURCE);
  if (!source) return undefined;
  source.only(['type', 'spec'], NOT_YET_SOURCE);
  if (source.has('metricSourceRef')) return undefined;
  source.exactly('type', 'Prometheus');
  const spec = source.object('spec', SOURCE);
  if (!spec) return undefined;
  return spec.has('query') ? readQuery(spec) : readStructured(spec, key);
}

function readQuery(spec: Fields): Counted | undefined {
  spec.only(['query']);
  const read = spec.read('query', parseQuery, 'a query');
  return read && { kind: 'query', ...read };
}

function readStructured(spec: Fields, role: string): Counted | undefined {
  spec.only(['kind', 'metric', 'selector', 'le']);
  const kind = spec.text('kind', 'kind: counter, or kind: histogram');
  if (kind === undefined) return undefined;
  const metric = spec.read(
    'metric',
    name => parseMetric(name, kind),
    'metric: http_requests_total',
  );
  const matchers = spec.read('selector', parseMatchers, SELECTOR);
  const le = spec.optional('le', parseLe, 'le: "0.3"');
  if (kind !== 'counter' && kind !== 'histogram') {
    spec.exactly('kind', 'counter', NOT_YET_KIND);
    return undefined;
  }
  checkBound(spec, { kind, role, matchers: matchers ?? [] });
  if (metric === undefined || !matchers) return undefined;
  if (kind === 'counter') return { kind, metric, matchers };
  if (!spec.has('le')) {
    return { kind: 'counter', metric: `${metric}_count`, matchers };
  }
  if (le === undefined) return undefined;
  return { kind: 'bucket', metric, matchers, le };
}

/** A bound belongs to a part of a histogram, and stands under le. */
function checkBound(
  spec: Fields,
  { kind, role, matchers }: { kind: string; role: string; matchers: Matcher[] },
): void {
  if (kind === 'counter') {
    if (!spec.has('le')) return;
    spec.problem('le', 'belongs to a histogram', 'Write kind: histogram.');
    return;
  }
  if (role !== 'total' && !spec.has('le')) {
    const fix = 'Write the bound of a bucket, for example le: "0.3".';
    spec.problem('le', 'is missing', fix);
  }
  if (matchers.some(({ label }) => label === 'le')) {
    const fix = 'Leave it out: the bound stands under le.';
    spec.problem('selector', 'matches le', fix);
  }
}

function parseMetric(name: string, kind: string): Read<string> {
  if (!METRIC.test(name) || name.length > 200) {
    return bad(
      `${quote(name)} is not a legal metric name`,
      'Use letters, digits, underscores and colons; matchers stand under selector.',
    );
  }
  const [, base, suffix] = /^(.+)(_bucket|_count|_sum)$/.exec(name) ?? [];
  if (kind === 'histogram' && base) {
    return bad(
      `${quote(name)} is a part of a histogram`,
      `Leave out ${suffix}: metric: ${base}.`,
    );
  }
  return good(name);
}

function parseLe(text: string): Read<string> {
  if (!LE.test(text)) {
    return bad(
      `${quote(text)} is not a decimal number`,
      'Write the bound of a bucket as the metric has it, for example le: "0.3".',
    );
  }
  return good(new Big(text).toFixed());
}
