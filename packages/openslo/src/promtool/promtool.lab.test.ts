import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { describeOnPrometheus, promtool } from '@greenlight/lab';
import {
  generatePromtoolTest,
  generateRules,
  promtoolTestToYaml,
  toYaml,
  type GenerateRulesOptions,
  type Objective,
} from '../index';
import {
  anObjective,
  counter,
  LATENCY,
  RATIO,
  type Changes,
} from '../__testUtils__/documents';
import { DEMO_DIR, demoFiles } from '../__testUtils__/demo';

const MINUTE = 60_000;
const TARGET = 'spec.objectives.0.targetPercent';
const WINDOW = 'spec.timeWindow.0.duration';

const OBJECTIVES: Array<[string, Changes, GenerateRulesOptions?]> = [
  ['three nines over 30 days', {}],
  ['a latency', LATENCY],
  [
    'a latency of one second',
    { ...LATENCY, [`${RATIO}.good.metricSource.spec.le`]: '1' },
  ],
  [
    'a size of a million bytes',
    { ...LATENCY, [`${RATIO}.good.metricSource.spec.le`]: '1048576' },
  ],
  ['28 days', { [WINDOW]: '28d' }],
  [
    'a week of 90 %, whose fastest alert cannot fire',
    { [WINDOW]: '7d', [TARGET]: '90' },
  ],
  ['a day', { [WINDOW]: '1d' }],
  ['a quarter of five nines', { [WINDOW]: '90d', [TARGET]: '99.999' }],
  ['half of all events', { [TARGET]: '50' }],
  [
    'good events',
    {
      [`${RATIO}.bad`]: undefined,
      [`${RATIO}.good`]: counter(
        'service="checkout",environment="prod",code!~"5.."',
      ),
    },
  ],
  [
    'good events of another metric',
    {
      [`${RATIO}.bad`]: undefined,
      [`${RATIO}.good`]: counter('service="checkout"', 'http_good_total'),
    },
  ],
  [
    'errors of another metric',
    { [`${RATIO}.bad`]: counter('service="checkout"', 'http_errors_total') },
  ],
  [
    'a name with quotes and backslashes',
    {
      'metadata.displayName': 'Say "hi" \\ \'bye\' 100 %',
      [`${RATIO}.total`]: counter('service="check\\"out\\\\"'),
      [`${RATIO}.bad`]: counter('service="check\\"out\\\\",code="500"'),
    },
  ],
  ['two replicas', {}, { replicaLabels: ['replica'] }],
  [
    'much traffic wanted',
    {},
    {
      minEvents: 5000,
      sliIntervalSeconds: 60,
      budgetIntervalSeconds: 240,
      lowBudget: '0.5',
    },
  ],
];

/** Faults in rules, each of which the generated test must find. */
const FAULTS: Array<[string, (rules: string) => string]> = [
  [
    'no errors are no series',
    rules => rules.replace(/ or sum\(\w+\([^)]*\)\) \* 0/g, ''),
  ],
  ['no traffic is NaN', rules => rules.replaceAll(' > 0 < Inf', '')],
  [
    'no traffic in the window is NaN',
    rules => rules.replaceAll('}) > 0)', '}))'),
  ],
  [
    'tiles overlap',
    rules => rules.replace(/increase\(([^)]*)\[5m\]\)/g, 'increase($1[10m])'),
  ],
  [
    'sums are means',
    rules => rules.replaceAll('sum_over_time', 'avg_over_time'),
  ],
  [
    'the budget is ten times as great',
    rules => rules.replaceAll('/ 0.001', '/ 0.01'),
  ],
  [
    'the coverage is counted by the minute',
    rules => rules.replaceAll('/ 8640', '/ 43200'),
  ],
  ['an alert cannot fire', rules => rules.replaceAll('> 0.0144', '> 1.44')],
  ['an alert fires always', rules => rules.replaceAll('> 0.0144', '>= 0')],
  ['an alert misses its events', rules => rules.replaceAll('>= 100', '>= 1e9')],
  [
    'an alert lasts',
    rules =>
      rules.replaceAll(
        'slo:sli_error:ratio_rate5m{',
        'slo:sli_error:ratio_rate1h{',
      ),
  ],
  [
    'nobody is told that the metric is gone',
    rules => rules.replaceAll('absent(', 'sgn('),
  ],
  ['labels are missing', rules => rules.replaceAll(/ +team: .*\n/g, '')],
];

describe.each(['3', '2'] as const)('promtool %s', version => {
  describeOnPrometheus(version, 'on generated files', () => {
    let dir: string;

    beforeAll(() => {
      dir = mkdtempSync(join(tmpdir(), 'openslo-'));
    });

    afterAll(() => rmSync(dir, { recursive: true }));

    function write(objective: Objective, options: GenerateRulesOptions = {}) {
      const rules = generateRules(objective, options);
      const ruleFile = 'rules.yaml';
      const answer = generatePromtoolTest(objective, { ...options, ruleFile });
      if (answer.state !== 'generated') throw new Error(answer.because);
      writeFileSync(join(dir, ruleFile), toYaml(rules));
      writeFileSync(join(dir, 'test.yaml'), promtoolTestToYaml(answer.test));
      return answer.test;
    }

    const run = (...args: string[]) => promtool(args, { cwd: dir, version });

    it.each(OBJECTIVES.map(row => [row[0], row[1], row[2] ?? {}] as const))(
      'finds the rules of %s right',
      async (_, changes, options) => {
        write(anObjective(changes), options);
        const checked = await run('check', 'rules', 'rules.yaml');
        expect(checked.stderr).toBe('');
        expect(checked.code).toBe(0);
        const tested = await run('test', 'rules', 'test.yaml');
        expect(tested.stderr).toBe('');
        expect(tested.code).toBe(0);
      },
      MINUTE,
    );

    it.each(FAULTS)(
      'finds rules wrong in which %s',
      async (_, fault) => {
        write(anObjective());
        const rules = toYaml(generateRules(anObjective()));
        const faulty = fault(rules);
        expect(faulty).not.toBe(rules);
        writeFileSync(join(dir, 'rules.yaml'), faulty);
        const checked = await run('check', 'rules', 'rules.yaml');
        expect(checked.code).toBe(0);
        const tested = await run('test', 'rules', 'test.yaml');
        expect(tested.code).not.toBe(0);
      },
      MINUTE,
    );

    it(
      'weighs events, where a mean of ratios would say 24.9 % instead of 0.06 %',
      async () => {
        const objective = anObjective();
        writeFileSync(
          join(dir, 'rules.yaml'),
          toYaml(generateRules(objective)),
        );
        writeFileSync(
          join(dir, 'test.yaml'),
          stringify(unevenTraffic(objective)),
        );
        const tested = await run('test', 'rules', 'test.yaml');
        expect(tested.stderr).toBe('');
        expect(tested.code).toBe(0);
      },
      MINUTE,
    );
  });
});

describe.each(['3', '2'] as const)('promtool %s', version => {
  describeOnPrometheus(version, 'on the rules of the demo', () => {
    const cwd = join(DEMO_DIR, 'rules');

    it.each(demoFiles('rules/tests').map(({ name }) => name))(
      'finds %s right',
      async name => {
        const checked = await promtool(['check', 'rules', name], {
          cwd,
          version,
        });
        expect(checked.stderr).toBe('');
        expect(checked.code).toBe(0);
        const test = join('tests', name);
        const tested = await promtool(['test', 'rules', test], {
          cwd,
          version,
        });
        expect(tested.stderr).toBe('');
        expect(tested.code).toBe(0);
      },
      MINUTE,
    );
  });
});

/** Six hours with one request a minute of which half fail, then six with 1,000 of which 0.01 % fail: 216 of 360,360. */
function unevenTraffic({ id }: Objective) {
  const mine = `{slo_id="${id}"}`;
  const query = (expr: string, value: number) => ({
    expr: `round(sum(${expr}))`,
    eval_time: '12h',
    exp_samples: [{ labels: '{}', value }],
  });
  const ratios = `slo:sli_error:ratio_rate5m${mine}`;
  const truth = 216 / 360_360;
  const bad = perMinute(minute =>
    minute <= 360 ? minute % 2 === 0 : minute % 10 === 0,
  );
  const all = perMinute(minute => (minute <= 360 ? 1 : 1000));
  const good = all.map((count, minute) => count - (bad[minute] ?? 0));
  const series = 'http_requests_total{service="checkout",environment="prod"';
  return {
    rule_files: ['rules.yaml'],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: [
          { series: `${series},code="200"}`, values: good.join(' ') },
          { series: `${series},code="500"}`, values: bad.join(' ') },
        ],
        promql_expr_test: [
          // Within half a percent of the truth.
          query(`slo:sli_error:ratio_rate30d${mine} / ${truth} * 100`, 100),
          query(
            `sum_over_time(${ratios}[12h]) / count_over_time(${ratios}[12h]) * 1000`,
            249,
          ),
        ],
      },
    ],
  };
}

/** A counter over twelve hours, one sample a minute. */
function perMinute(eventsAt: (minute: number) => number | boolean): number[] {
  let count = 0;
  return Array.from({ length: 721 }, (_, minute) => {
    if (minute > 0) count += Number(eventsAt(minute));
    return count;
  });
}
