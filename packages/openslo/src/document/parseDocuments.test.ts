import {
  aDocument,
  anObjective,
  counter,
  histogram,
  LATENCY,
  query,
  RATIO,
  type Changes,
} from '../__testUtils__/documents';
import { parseDocuments, problemText } from './parseDocuments';

function parse(...texts: string[]) {
  return parseDocuments(
    texts.map((text, index) => ({ name: `${index + 1}.yaml`, text })),
  );
}

/** What is said of a document with these changes, without the name of the file. */
function problemsOf(changes: Changes): string[] {
  const { objectives, problems } = parse(aDocument(changes));
  expect(objectives).toHaveLength(problems.length === 0 ? 1 : 0);
  return problems.map(problem => problemText(problem).replace('1.yaml: ', ''));
}

const LONG = 'a'.repeat(64);
const OBJECTIVE = 'spec.objectives.0';
const SELECTOR = `${RATIO}.bad.metricSource.spec.selector`;
const SOURCE = `${RATIO}.bad.metricSource`;

describe('a document that is right', () => {
  it('gives an objective with exact shares and full names', () => {
    expect(anObjective()).toEqual({
      id: 'checkout-availability',
      name: 'Availability',
      service: 'checkout',
      entityRef: 'component:default/checkout',
      environment: 'prod',
      team: 'payments',
      labels: {},
      target: { percent: '99.9', ratio: '0.999', budget: '0.001' },
      window: { text: '30d', seconds: 2_592_000 },
      indicator: {
        counts: 'bad',
        part: {
          kind: 'counter',
          metric: 'http_requests_total',
          matchers: [
            { label: 'service', operator: '=', value: 'checkout' },
            { label: 'environment', operator: '=', value: 'prod' },
            { label: 'code', operator: '=~', value: '5..' },
          ],
        },
        total: {
          kind: 'counter',
          metric: 'http_requests_total',
          matchers: [
            { label: 'service', operator: '=', value: 'checkout' },
            { label: 'environment', operator: '=', value: 'prod' },
          ],
        },
      },
    });
  });

  it('keeps a target that YAML would read as a float as it was written', () => {
    const text = aDocument().replace(/"99.9"|99\.9$/m, '99.99999999');
    expect(text).toContain('targetPercent: 99.99999999');
    expect(parse(text).objectives[0]?.target).toEqual({
      percent: '99.99999999',
      ratio: '0.9999999999',
      budget: '0.0000000001',
    });
  });

  it('may say its target as a ratio', () => {
    const changes = {
      [`${OBJECTIVE}.targetPercent`]: undefined,
      [`${OBJECTIVE}.target`]: '0.995',
    };
    expect(anObjective(changes).target.percent).toBe('99.5');
  });

  it('may count the events within a bucket of a histogram', () => {
    const { indicator } = anObjective(LATENCY);
    expect(indicator).toMatchObject({
      counts: 'good',
      part: {
        kind: 'bucket',
        metric: 'http_request_duration_seconds',
        le: '0.3',
      },
      total: { kind: 'counter', metric: 'http_request_duration_seconds_count' },
    });
  });

  it('may be counted by queries with a placeholder for the window', () => {
    const { indicator } = anObjective({
      [`${RATIO}.bad`]: query(
        'sum(rate(errors_total{job="a"}[{{ .window }}]))',
      ),
      [`${RATIO}.total`]: query('sum(increase(requests_total[{{.window}}]))'),
    });
    expect(indicator.part).toEqual({
      kind: 'query',
      query: 'sum(rate(errors_total{job="a"}[{{.window}}]))',
      unit: 'rate',
    });
    expect(indicator.total).toMatchObject({ unit: 'increase' });
  });

  it('belongs to the component that its service is named after, unless it says otherwise', () => {
    const annotation = 'metadata.annotations';
    expect(anObjective({ [annotation]: undefined }).entityRef).toBe(
      'component:default/checkout',
    );
    expect(
      anObjective({
        [annotation]: { 'backstage.io/entity-ref': 'API:shop/Orders' },
      }).entityRef,
    ).toBe('api:shop/orders');
  });

  it('writes four weeks and 28 days alike, so that they are recorded alike', () => {
    const { window } = anObjective({ 'spec.timeWindow.0.duration': '4w' });
    expect(window).toEqual({ text: '28d', seconds: 28 * 86_400 });
  });

  it('takes labels, a runbook and a description along', () => {
    const objective = anObjective({
      'metadata.labels': { tier: '1' },
      'metadata.annotations': {
        'greenlight.dev/runbook-url': 'https://wiki.example/checkout',
        'greenlight.dev/team': 'Group:Shop/Payments',
        'example.com/else': 'is of no concern',
      },
      'spec.description': 'Requests that are answered without a 5xx.',
    });
    expect(objective).toMatchObject({
      labels: { tier: '1' },
      runbookUrl: 'https://wiki.example/checkout',
      team: 'group:shop/payments',
      description: 'Requests that are answered without a 5xx.',
    });
  });
});

describe('a target', () => {
  it.each([
    ['99,9', 'is not a decimal number: it has a comma'],
    ['99.9%', 'is not a decimal number: it has a percent sign'],
    ['-99.9', 'is not a decimal number: it has a sign'],
    ['9.99e1', 'is not a decimal number: it has an exponent'],
    ['NaN', 'is not a decimal number'],
    ['.nan', 'is not a decimal number'],
    ['Infinity', 'is not a decimal number'],
    ['', 'is not a decimal number'],
    ['100', 'leaves no error budget'],
    ['100.00', 'leaves no error budget'],
    ['101', 'leaves no error budget'],
    ['0', 'would let every event fail'],
    ['0.0', 'would let every event fail'],
    ['1.0', 'looks like a ratio'],
    ['0.999', 'looks like a ratio'],
    ['99.9999999999999', 'has more than 12 decimals'],
  ])('in percent is no %p', (targetPercent, wrong) => {
    const problems = problemsOf({
      [`${OBJECTIVE}.targetPercent`]: targetPercent,
    });
    expect(problems).toEqual([
      expect.stringContaining(
        `spec.objectives[0].targetPercent ${JSON.stringify(
          targetPercent,
        )} ${wrong}`,
      ),
    ]);
  });

  it.each([
    ['1', 'leaves no error budget'],
    ['1.0', 'leaves no error budget'],
    ['99.9', 'is above 1'],
    ['0', 'would let every event fail'],
    ['0,999', 'is not a decimal number: it has a comma'],
  ])('as a ratio is no %p', (target, wrong) => {
    const problems = problemsOf({
      [`${OBJECTIVE}.targetPercent`]: undefined,
      [`${OBJECTIVE}.target`]: target,
    });
    expect(problems).toEqual([
      expect.stringContaining(`spec.objectives[0].target "${target}" ${wrong}`),
    ]);
  });

  it('is said once', () => {
    expect(problemsOf({ [`${OBJECTIVE}.target`]: '0.999' })).toEqual([
      'spec.objectives[0].target and targetPercent are both there. Keep one of them.',
    ]);
    expect(problemsOf({ [`${OBJECTIVE}.targetPercent`]: undefined })).toEqual([
      'spec.objectives[0].targetPercent is missing. Write targetPercent: "99.9".',
    ]);
  });
});

describe('a selector', () => {
  it.each([
    ['service="checkout"} or vector(1)', 'is not a list of label matchers'],
    [
      'service="checkout"}[1h])) or (up{a="b"',
      'is not a list of label matchers',
    ],
    ['{service="checkout"}', 'The braces are written for you'],
    ["service='checkout'", 'is not a list of label matchers'],
    ['service="checkout",', 'is not a list of label matchers from ","'],
    ['service="checkout" code="500"', 'is not a list of label matchers'],
    ['service="check\nout"', 'is not a list of label matchers'],
    ['service="a\\x41"', 'is not a list of label matchers'],
    ['service=checkout', 'is not a list of label matchers'],
    ['service=="checkout"', 'is not a list of label matchers'],
    ['"service"="checkout"', 'is not a list of label matchers'],
    ['service="checkout"#', 'is not a list of label matchers'],
    ['service=~"("', 'has no valid regular expression for service'],
    ['service="a",code=~"(?!5).*"', 'that Prometheus cannot run'],
    ['service=~".*"', 'narrows nothing down'],
    ['code!="500"', 'narrows nothing down'],
    ['', 'narrows nothing down'],
    ['__name__="up",service="a"', 'matches __name__'],
  ])('is not %p', (selector, wrong) => {
    const [problem, ...others] = problemsOf({ [SELECTOR]: selector });
    expect(problem).toContain(
      'spec.indicator.spec.ratioMetric.bad.metricSource.spec.selector ',
    );
    expect(problem).toContain(wrong);
    expect(others).toEqual([]);
  });

  it('may hold quotes, backslashes and flags of RE2', () => {
    const selector = 'service="a\\"b\\\\c",path=~"(?i)/API/.*"';
    const { part } = anObjective({ [SELECTOR]: selector }).indicator;
    expect(part).toMatchObject({
      matchers: [
        { label: 'service', value: 'a"b\\c' },
        { label: 'path', value: '(?i)/API/.*' },
      ],
    });
  });
});

describe('a label', () => {
  it.each<[string, Changes, string]>([
    ['a long name', { 'metadata.name': LONG }, 'metadata.name "aaaaa'],
    [
      'a name with PromQL',
      { 'metadata.name': 'a"} or up{x="' },
      'is not a legal name',
    ],
    ['a capital', { 'metadata.name': 'Checkout' }, 'is not a legal name'],
    ['a long title', { 'metadata.displayName': LONG }, 'has 64 characters'],
    [
      'a template, which alerts would expand',
      { 'metadata.displayName': '{{ query "up" }}' },
      'holds a template',
    ],
    ['two lines', { 'metadata.displayName': 'a\nb' }, 'control characters'],
    [
      'a service that is no name',
      { 'spec.service': 'check out' },
      'is not a legal name',
    ],
    [
      'a label name',
      { 'metadata.labels': { 'app.io/tier': '1' } },
      'is not a legal label name',
    ],
    [
      'an inner label',
      { 'metadata.labels': { __tier: '1' } },
      'is not a legal label name',
    ],
    [
      'a label of ours',
      { 'metadata.labels': { slo_id: 'x' } },
      'is a label that the rules write themselves',
    ],
    [
      'a label value',
      { 'metadata.labels': { tier: 'a{b="c"}' } },
      'is not a legal label value',
    ],
    [
      'a long label value',
      { 'metadata.labels': { tier: LONG } },
      'has 64 characters',
    ],
    [
      'a list as value',
      { 'metadata.labels': { tier: ['1', '2'] } },
      'is a list instead of a text',
    ],
  ])('is not %s', (_, changes, wrong) => {
    expect(problemsOf(changes)).toEqual([expect.stringContaining(wrong)]);
  });

  it.each([
    [
      'backstage.io/entity-ref',
      'component:default/check"out',
      'is not an entity ref',
    ],
    [
      'backstage.io/entity-ref',
      `component:default/${LONG}`,
      'is not an entity ref',
    ],
    ['greenlight.dev/environment', 'prod"}', 'is not a legal name'],
    ['greenlight.dev/team', 'a b', 'is not a legal label value'],
    [
      'greenlight.dev/runbook-url',
      `${'javascript'}:alert(1)`,
      'is not an address',
    ],
    ['greenlight.dev/runbook-url', 'https://a/{{ $x }}', 'is not an address'],
    [
      'greenlight.dev/env',
      'prod',
      'is not known. Known are greenlight.dev/environment',
    ],
  ])('%s is not %p', (annotation, value, wrong) => {
    const problems = problemsOf({
      'metadata.annotations': { [annotation]: value },
    });
    expect(problems).toEqual([expect.stringContaining(wrong)]);
    expect(problems[0]).toContain(`metadata.annotations["${annotation}"] `);
  });
});

describe('a window', () => {
  it.each([
    ['30 days', 'is not a duration'],
    ['month', 'is not a duration'],
    ['30', 'is not a duration'],
    ['1.5d', 'is not a duration'],
    ['0d', 'is not a duration'],
    ['P30D', 'is not a duration'],
    ['1M', 'has no fixed length'],
    ['1Q', 'has no fixed length'],
    ['1m', 'is shorter than a day (m is minutes, not months)'],
    ['23h', 'is shorter than a day'],
    ['366d', 'is longer than 365 days'],
    ['1441m', 'is not a whole number of hours'],
  ])('is not %p', (duration, wrong) => {
    const problems = problemsOf({ 'spec.timeWindow.0.duration': duration });
    expect(problems).toEqual([
      expect.stringContaining(
        `spec.timeWindow[0].duration "${duration}" ${wrong}`,
      ),
    ]);
  });

  it('is one, and rolls', () => {
    const rolling = { duration: '30d', isRolling: true };
    expect(problemsOf({ 'spec.timeWindow': [rolling, rolling] })).toEqual([
      'spec.timeWindow has 2 entries instead of one. Keep exactly one: { duration: 30d, isRolling: true }.',
    ]);
    expect(problemsOf({ 'spec.timeWindow': [] })).toHaveLength(1);
    expect(problemsOf({ 'spec.timeWindow.0.isRolling': undefined })).toEqual([
      'spec.timeWindow[0].isRolling is missing. Write isRolling: true.',
    ]);
  });
});

describe('an indicator', () => {
  it('has good or bad events, not both and not none', () => {
    expect(problemsOf({ [`${RATIO}.good`]: counter('service="a"') })).toEqual([
      'spec.indicator.spec.ratioMetric.good and bad are both there. Keep one: the other one is the rest of total.',
    ]);
    expect(problemsOf({ [`${RATIO}.bad`]: undefined })).toEqual([
      'spec.indicator.spec.ratioMetric.bad and good are both missing. Write one of them: what is bad, or what is good.',
    ]);
  });

  it.each<[string, Changes, string]>([
    [
      'a histogram without a bucket',
      { ...LATENCY, [`${RATIO}.good`]: histogram() },
      'good.metricSource.spec.le is missing',
    ],
    [
      'a bucket as total',
      { ...LATENCY, [`${RATIO}.total`]: histogram('0.3') },
      'total has a bucket',
    ],
    [
      'a bucket as bad',
      { [`${RATIO}.bad`]: histogram('0.3') },
      'bad is a bucket of a histogram',
    ],
    [
      'a bound with a comma',
      { ...LATENCY, [`${RATIO}.good`]: histogram('0,3') },
      'spec.le "0,3" is not a decimal number',
    ],
    [
      'a counter with a bucket',
      { [`${SOURCE}.spec.le`]: '0.3' },
      'le belongs to a histogram',
    ],
    [
      'a metric with matchers',
      { [`${SOURCE}.spec.metric`]: 'up{a="b"}' },
      'is not a legal metric name',
    ],
    [
      'a part of a histogram',
      { ...LATENCY, [`${RATIO}.good.metricSource.spec.metric`]: 'a_bucket' },
      'Leave out _bucket: metric: a',
    ],
    [
      'another source',
      { [`${SOURCE}.type`]: 'Datadog' },
      'type is "Datadog" instead of Prometheus',
    ],
    [
      'a missing selector',
      { [SELECTOR]: undefined },
      'spec.selector is missing',
    ],
    [
      'a key beside the source',
      { [`${RATIO}.bad.query`]: 'up' },
      'bad.query is not known',
    ],
    [
      'a bound among the matchers',
      {
        ...LATENCY,
        [`${RATIO}.good.metricSource.spec.selector`]: 'service="a",le="1"',
      },
      'selector matches le',
    ],
    [
      'a misspelled key',
      { [`${SOURCE}.spec.selectors`]: 'a="b"' },
      'spec.selectors is not known',
    ],
    [
      'a query without a placeholder',
      { [`${RATIO}.bad`]: query('sum(rate(a[5m]))') },
      'has no placeholder for the window',
    ],
    [
      'a query with another template',
      {
        [`${RATIO}.bad`]: query(
          'sum(rate(a{b="{{.x}}"}[{{.window}}])) + {{.y}}',
        ),
      },
      'holds a template other than',
    ],
    [
      'a query that closes our brackets',
      { [`${RATIO}.bad`]: query('rate(a[{{.window}}])) or (up') },
      'brackets that do not match',
    ],
    [
      'a query with a comment',
      { [`${RATIO}.bad`]: query('rate(a[{{.window}}]) # )') },
      'holds a comment',
    ],
    [
      'a query with an open text',
      { [`${RATIO}.bad`]: query('rate(a{b="c[{{.window}}])') },
      'has a text that does not end',
    ],
    [
      'a query that counts nothing',
      { [`${RATIO}.bad`]: query('sum(a[{{.window}}])') },
      'uses neither rate() nor increase()',
    ],
    [
      'a query of two units',
      {
        [`${RATIO}.bad`]: query(
          'rate(a[{{.window}}]) + increase(b[{{.window}}])',
        ),
      },
      'uses both rate() and increase()',
    ],
  ])('is not %s', (_, changes, wrong) => {
    expect(problemsOf(changes)).toEqual([expect.stringContaining(wrong)]);
  });
});

describe('what OpenSLO knows and we do not yet', () => {
  it.each<[string, Changes, string]>([
    [
      'time slices',
      { 'spec.budgetingMethod': 'Timeslices' },
      'spec.budgetingMethod "Timeslices" is not supported yet',
    ],
    [
      'ratios of time slices',
      { 'spec.budgetingMethod': 'RatioTimeslices' },
      'is not supported yet',
    ],
    [
      'their targets',
      { [`${OBJECTIVE}.timeSliceTarget`]: '0.9' },
      'timeSliceTarget is not supported yet',
    ],
    [
      'calendar windows',
      {
        'spec.timeWindow.0': {
          duration: '30d',
          calendar: { startTime: '2026-01-01' },
        },
      },
      'calendar is not supported yet',
    ],
    [
      'windows that do not roll',
      { 'spec.timeWindow.0.isRolling': false },
      'isRolling "false" is not supported yet',
    ],
    [
      'indicators elsewhere',
      { 'spec.indicatorRef': 'x', 'spec.indicator': undefined },
      'spec.indicatorRef is not supported yet',
    ],
    [
      'composites',
      { [`${OBJECTIVE}.compositeWeight`]: '1' },
      'compositeWeight is not supported yet',
    ],
    [
      'thresholds',
      { 'spec.indicator.spec': { thresholdMetric: {} } },
      'thresholdMetric is not supported yet',
    ],
    [
      'their operators',
      { [`${OBJECTIVE}.op`]: 'lte' },
      'op is not supported yet',
    ],
    ['computed ratios', { [`${RATIO}.raw`]: {} }, 'raw is not supported yet'],
    [
      'counts that are no counters',
      { [`${RATIO}.counter`]: false },
      'counter "false" is not supported yet',
    ],
    [
      'sources elsewhere',
      { [SOURCE]: { metricSourceRef: 'x' } },
      'metricSourceRef is not supported yet',
    ],
    [
      'native histograms',
      { [`${SOURCE}.spec.kind`]: 'nativeHistogram' },
      'kind "nativeHistogram" is not supported yet',
    ],
    [
      'alert policies',
      { 'spec.alertPolicies': ['x'] },
      'alertPolicies is not supported yet',
    ],
    ['other kinds', { kind: 'SLI' }, 'kind "SLI" is not supported yet'],
    [
      'other versions',
      { apiVersion: 'openslo.com/v2alpha' },
      'apiVersion "openslo.com/v2alpha" is not supported yet',
    ],
  ])('%s: is refused with what to write instead', (_, changes, wrong) => {
    expect(problemsOf(changes)).toEqual([expect.stringContaining(wrong)]);
  });
});

describe('several problems', () => {
  it('come back at once, each with document, path, what is wrong and the fix', () => {
    const { problems } = parse(
      aDocument({
        [`${OBJECTIVE}.targetPercent`]: '100',
        'spec.timeWindow.0.duration': 'month',
        'metadata.name': 'A',
        'spec.service': undefined,
        [SELECTOR]: 'up{}',
        'spec.odd': '1',
      }),
      aDocument({ kind: 'Thing' }),
    );
    expect(
      problems.map(({ document, path }) => `${document} ${path}`).sort(),
    ).toEqual([
      '1.yaml metadata.name',
      '1.yaml spec.indicator.spec.ratioMetric.bad.metricSource.spec.selector',
      '1.yaml spec.objectives[0].targetPercent',
      '1.yaml spec.odd',
      '1.yaml spec.service',
      '1.yaml spec.timeWindow[0].duration',
      '2.yaml kind',
    ]);
    expect(problems.every(({ wrong, fix }) => wrong && fix.endsWith('.'))).toBe(
      true,
    );
  });

  it('leave the other documents of the file alone', () => {
    const { objectives, problems } = parse(
      [
        aDocument({ kind: 'Thing' }),
        aDocument({ 'metadata.name': 'other' }),
      ].join('---\n'),
    );
    expect(objectives.map(({ id }) => id)).toEqual(['other']);
    expect(problems.map(({ document }) => document)).toEqual([
      '1.yaml (document 1)',
    ]);
  });

  it('name the second objective of the same name', () => {
    const { objectives, problems } = parse(aDocument(), aDocument());
    expect(objectives).toHaveLength(1);
    expect(problems.map(problemText)).toEqual([
      '2.yaml: metadata.name "checkout-availability" is the name of an objective in 1.yaml too. Give each objective a name of its own; it becomes the label slo_id.',
    ]);
  });
});

describe('what is hardly a document', () => {
  it.each([
    ['nothing', '', 'holds no document'],
    ['a text', 'hello', 'is a text instead of an object'],
    ['a list', '- a', 'is a list instead of an object'],
    ['broken YAML', 'a: [', 'is not valid YAML'],
    [
      'a key twice',
      'kind: SLO\nkind: SLO',
      'is not valid YAML: Map keys must be unique',
    ],
    ['an unknown tag', 'kind: !!js/function "x"', 'is not valid YAML'],
    [
      'many aliases',
      `a: &a [b]\nb: [${'*a,'.repeat(30)}]\nc: &c [*a]`,
      'cannot be read',
    ],
    [
      'a million characters',
      '#'.repeat(1_000_001),
      'has more than a million characters',
    ],
  ])('%s is a problem, not a crash', (_, text, wrong) => {
    const { objectives, problems } = parse(text);
    expect(objectives).toEqual([]);
    expect(problems.map(problemText).join('\n')).toContain(wrong);
  });
});
