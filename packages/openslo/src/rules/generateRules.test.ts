import fc from 'fast-check';
import { parse } from 'yaml';
import type { Objective } from '../objective';
import {
  anObjective,
  counter,
  LATENCY,
  query,
  RATIO,
  type Changes,
} from '../__testUtils__/documents';
import { problemsOfPromql } from '../__testUtils__/promql';
import { toYaml } from '../toYaml';
import { generateRules } from './generateRules';
import type { GenerateRulesOptions } from './options';
import type { AlertingRule, RecordingRule, RuleFile } from './ruleTypes';

const TARGET = 'spec.objectives.0.targetPercent';
const WINDOW = 'spec.timeWindow.0.duration';

function recording({ groups }: RuleFile): RecordingRule[] {
  return groups
    .flatMap(({ rules }) => rules)
    .filter((rule): rule is RecordingRule => 'record' in rule);
}

function alerting({ groups }: RuleFile): AlertingRule[] {
  return groups
    .flatMap(({ rules }) => rules)
    .filter((rule): rule is AlertingRule => 'alert' in rule);
}

/** The expression that records a series, or that alerts. */
function exprOf(
  objective: Objective,
  name: string,
  options?: GenerateRulesOptions,
) {
  const file = generateRules(objective, options);
  return (
    recording(file).find(({ record }) => record === name)?.expr ??
    alerting(file).find(({ alert }) => alert === name)?.expr
  );
}

describe('the groups', () => {
  it('have their intervals, and names that Prometheus shows', () => {
    const { groups } = generateRules(anObjective());
    expect(groups.map(({ name, interval }) => [name, interval])).toEqual([
      ['slo-sli:checkout-availability', '30s'],
      ['slo-base:checkout-availability', '5m'],
      ['slo-budget:checkout-availability', '2m'],
      ['slo-alerts:checkout-availability', '30s'],
    ]);
  });

  it('record what readers look for', () => {
    const names = recording(generateRules(anObjective())).map(
      ({ record }) => record,
    );
    expect(names).toEqual([
      'slo:sli_total:rate5m',
      'slo:sli_bad:rate5m',
      ...['5m', '30m', '1h', '2h', '6h', '1d', '3d'].map(
        window => `slo:sli_error:ratio_rate${window}`,
      ),
      'slo:total_events:increase5m',
      'slo:bad_events:increase5m',
      'slo:total_events:sum30d',
      'slo:bad_events:sum30d',
      'slo:sli_error:ratio_rate30d',
      'slo:objective:ratio',
      'slo:error_budget:ratio',
      'slo:time_period:days',
      'slo:info',
      'slo:current_burn_rate:ratio',
      'slo:period_error_budget_consumed:ratio',
      'slo:period_error_budget_remaining:ratio',
      'slo:window_coverage:ratio',
    ]);
  });

  it('record the ratios of 5 minutes, 1 and 6 hours for every window, beside its own', () => {
    const names = recording(generateRules(anObjective({ [WINDOW]: '7d' })))
      .map(({ record }) => record.replace('slo:sli_error:ratio_rate', ''))
      .filter(name => !name.startsWith('slo:'));
    expect(names).toEqual([
      '2m',
      '5m',
      '7m',
      '14m',
      '28m',
      '1h',
      '1h24m',
      '5h36m',
      '6h',
      '16h48m',
      '7d',
    ]);
  });

  it('take the intervals that they are given', () => {
    const { groups } = generateRules(anObjective(), {
      sliIntervalSeconds: 60,
      budgetIntervalSeconds: 240,
    });
    expect(groups.map(({ interval }) => interval)).toEqual([
      '1m',
      '5m',
      '4m',
      '1m',
    ]);
  });
});

describe('labels', () => {
  it('say on every series and alert whose it is', () => {
    const file = generateRules(
      anObjective({ 'metadata.labels': { tier: '1' } }),
    );
    for (const { labels } of [...recording(file), ...alerting(file)]) {
      expect(labels).toMatchObject({
        slo_id: 'checkout-availability',
        slo_name: 'Availability',
        slo_service: 'checkout',
        entity_ref: 'component:default/checkout',
        environment: 'prod',
        team: 'payments',
        spec_hash: expect.stringMatching(/^[0-9a-f]{16}$/),
        tier: '1',
      });
    }
  });

  it('of slo:info hold the objective as text', () => {
    const file = generateRules(anObjective());
    const info = recording(file).find(({ record }) => record === 'slo:info');
    expect(info?.labels).toMatchObject({
      objective: '99.9',
      window: '30d',
      budgeting_method: 'Occurrences',
      weighting: 'events',
      generator: 'greenlight',
      version: '1',
    });
  });

  it('of ratios and burn alerts name the window', () => {
    const file = generateRules(anObjective());
    const ratio = recording(file).find(({ record }) =>
      record.endsWith('ratio_rate30m'),
    );
    expect(ratio?.labels.slo_window).toBe('30m');
    const burns = alerting(file).filter(
      ({ alert }) => alert === 'SLOErrorBudgetBurn',
    );
    expect(
      burns.map(({ labels }) => [labels.severity, labels.slo_window]),
    ).toEqual([
      ['page', '1h'],
      ['page', '6h'],
      ['ticket', '1d'],
      ['ticket', '3d'],
    ]);
  });

  it('keep the hash when the target changes, and change it when what is counted does', () => {
    const hash = (changes: Changes) =>
      recording(generateRules(anObjective(changes)))[0]?.labels.spec_hash;
    const now = hash({});
    expect(
      hash({ [TARGET]: '99.5', [WINDOW]: '7d', 'metadata.displayName': 'B' }),
    ).toBe(now);
    const total = `${RATIO}.total.metricSource.spec.selector`;
    expect(hash({ [total]: 'environment="prod",service="checkout"' })).toBe(
      now,
    );
    expect(hash({ [total]: 'service="checkout"' })).not.toBe(now);
    expect(hash(LATENCY)).not.toBe(now);
  });
});

describe('expressions', () => {
  const total =
    'sum(increase(http_requests_total{service="checkout",environment="prod"}[5m]))';
  const bad =
    'sum(increase(http_requests_total{service="checkout",environment="prod",code=~"5.."}[5m]))';

  it('count bad events as 0 where none were seen, and leave out what is no count', () => {
    expect(exprOf(anObjective(), 'slo:bad_events:increase5m')).toBe(
      `((${bad} or ${total} * 0) >= 0 < Inf) and (${total} >= 0 < Inf)`,
    );
    expect(exprOf(anObjective(), 'slo:total_events:increase5m')).toBe(
      `(${total} >= 0 < Inf) and ((${bad} or ${total} * 0) >= 0 < Inf)`,
    );
  });

  it('count the events above a bucket as bad, and nothing when there is no such bucket', () => {
    const expr = exprOf(anObjective(LATENCY), 'slo:bad_events:increase5m');
    const of = (suffix: string, more = '') =>
      `sum(increase(http_request_duration_seconds_${suffix}{service="checkout",environment="prod"${more}}[5m]))`;
    expect(expr).toBe(
      `(clamp_min(${of('count')} - ${of(
        'bucket',
        ',le="0.3"',
      )}, 0) >= 0 < Inf) and (${of('count')} >= 0 < Inf)`,
    );
  });

  it.each([
    ['0.30', 'le="0.3"'],
    ['1', String.raw`le=~"1(\\.0)?"`],
    ['1.0', String.raw`le=~"1(\\.0)?"`],
    ['1048576', String.raw`le=~"1048576(\\.0)?|1\\.048576e\\+06"`],
    ['0.00001', String.raw`le=~"0\\.00001|1e-05"`],
    ['1000000', String.raw`le=~"1000000(\\.0)?|1e\\+06"`],
  ])('find the bucket %s as Prometheus 2 and 3 write it', (le, matcher) => {
    const changes = { ...LATENCY, [`${RATIO}.good.metricSource.spec.le`]: le };
    expect(exprOf(anObjective(changes), 'slo:bad_events:increase5m')).toContain(
      `,${matcher}}`,
    );
  });

  it('count what is not good as bad', () => {
    const changes = {
      [`${RATIO}.bad`]: undefined,
      [`${RATIO}.good`]: counter('service="checkout",code="200"'),
    };
    const good =
      'sum(increase(http_requests_total{service="checkout",code="200"}[5m]))';
    expect(exprOf(anObjective(changes), 'slo:bad_events:increase5m')).toContain(
      `clamp_min(${total} - (${good} or ${total} * 0), 0)`,
    );
  });

  it('turn the rate of a query into events, and the increase of one into a rate', () => {
    const objective = anObjective({
      [`${RATIO}.bad`]: query('sum(increase(errors_total[{{.window}}]))'),
      [`${RATIO}.total`]: query('sum(rate(requests_total[{{.window}}]))'),
    });
    expect(exprOf(objective, 'slo:total_events:increase5m')).toContain(
      '(sum((sum(rate(requests_total[5m])))) * 300)',
    );
    expect(exprOf(objective, 'slo:sli_error:ratio_rate1h')).toContain(
      '(sum((sum(increase(errors_total[1h])))) / 3600)',
    );
  });

  it('take the mean of replicas that count the same', () => {
    const expr = exprOf(anObjective(), 'slo:total_events:increase5m', {
      replicaLabels: ['replica', 'prometheus_replica'],
    });
    expect(expr).toContain(
      'sum(avg without (replica, prometheus_replica) (increase(http_requests_total{',
    );
  });

  it('read the raw counters over an hour at most', () => {
    const { groups } = generateRules(anObjective({ [WINDOW]: '90d' }));
    const raw = recording({ groups })
      .filter(({ expr }) => expr.includes('http_requests_total'))
      .map(({ record }) => record);
    expect(raw).toEqual(expect.arrayContaining(['slo:sli_error:ratio_rate1h']));
    expect(
      raw.filter(name => /ratio_rate(1h30m|[36]h|\d+d)/.test(name)),
    ).toEqual([]);
  });

  it('divide by the budget as it was written', () => {
    expect(
      exprOf(anObjective({ [TARGET]: '99.9' }), 'slo:objective:ratio'),
    ).toBe('vector(0.999)');
    expect(
      exprOf(anObjective({ [TARGET]: '99.99' }), 'slo:error_budget:ratio'),
    ).toBe('vector(0.0001)');
    expect(
      exprOf(anObjective({ [WINDOW]: '4w' }), 'slo:time_period:days'),
    ).toBe('vector(28)');
    expect(
      exprOf(anObjective({ [WINDOW]: '36h' }), 'slo:window_coverage:ratio'),
    ).toContain('/ 432, 1)');
  });
});

describe('alerts', () => {
  it('burn over both windows, and only where there are events', () => {
    const recorded = (name: string) =>
      expect.stringContaining(
        `${name}{slo_id="checkout-availability",spec_hash="`,
      );
    const [first] = alerting(generateRules(anObjective(), { minEvents: 50 }));
    expect(first?.expr.split(' and ')).toEqual([
      recorded('max(slo:sli_error:ratio_rate5m'),
      recorded('max(slo:sli_error:ratio_rate1h'),
      recorded('sum(sum_over_time(slo:total_events:increase5m'),
    ]);
    expect(first?.expr).toContain('> 0.0144 and');
    expect(first?.expr).toMatch(/\[1h\]\)\) >= 50$/);
  });

  it('say what, where and how to go on', () => {
    const runbook = 'https://wiki.example/checkout';
    const objective = anObjective({
      'metadata.annotations': {
        'greenlight.dev/environment': 'prod',
        'greenlight.dev/runbook-url': runbook,
      },
    });
    for (const { annotations } of alerting(generateRules(objective))) {
      expect(annotations.summary).toMatch(
        /^Availability \(component:default\/checkout, prod\) /,
      );
      expect(annotations.description).toMatch(
        /^component:default\/checkout, prod: [^{}]*({{ \$value \| humanizePercentage }}[^{}]*)?$/,
      );
      expect(annotations.runbook_url).toBe(runbook);
    }
  });

  it('that could never fire are replaced while half of the greatest burn rate is above 1, and left out after that', () => {
    const lint = (targetPercent: string) => {
      const file = generateRules(anObjective({ [TARGET]: targetPercent }));
      const burns = alerting(file).filter(
        ({ alert }) => alert === 'SLOErrorBudgetBurn',
      );
      const above = burns.map(
        ({ expr }) => /ratio_rate\S+\) > (\S+)/.exec(expr)?.[1],
      );
      return { above, warnings: file.warnings };
    };
    expect(lint('99')).toEqual({
      above: ['0.144', '0.06', '0.03', '0.01'],
      warnings: [],
    });
    expect(lint('90')).toEqual({
      above: ['0.5', '0.6', '0.3', '0.1'],
      warnings: [
        'The page alert for 1h/5m can never fire: a burn rate of 14.4 needs an error ratio of 1.44. It fires at a burn rate of 5 instead, when half of the events fail.',
      ],
    });
    expect(lint('40')).toEqual({
      above: ['0.6'],
      warnings: [
        'The page alert for 1h/5m can never fire: a burn rate of 14.4 needs an error ratio of 8.64. It is left out.',
        'The page alert for 6h/30m can never fire: a burn rate of 6 needs an error ratio of 3.6. It is left out.',
        'The ticket alert for 1d/2h can never fire: a burn rate of 3 needs an error ratio of 1.8. It is left out.',
      ],
    });
  });

  it.each([
    ['99.9', '3m'],
    ['99', '9m'],
    ['90', '30m'],
  ])(
    'that the metric is gone wait at %s %% for as long as an outage of everything would: %s',
    (target, wait) => {
      const absent = alerting(
        generateRules(anObjective({ [TARGET]: target })),
      ).find(({ alert }) => alert === 'SLOMetricAbsent');
      expect(absent?.for).toBe(wait);
      expect(absent?.expr).toBe(
        'absent(sum(http_requests_total{service="checkout",environment="prod"}))',
      );
    },
  );

  it('on the budget leave the missing history of a young objective out', () => {
    const exhausted = exprOf(anObjective(), 'SLOErrorBudgetExhausted');
    expect(exhausted).toMatch(
      /^max\(slo:period_error_budget_consumed:ratio\{.*\}\) \* max\(slo:window_coverage:ratio\{.*\}\) >= 1 and /,
    );
    expect(
      exprOf(anObjective(), 'SLOErrorBudgetLow', { lowBudget: '0.25' }),
    ).toContain(' >= 0.75 < 1 and ');
  });
});

describe('warnings', () => {
  it.each<[string, Changes, GenerateRulesOptions, string]>([
    [
      'counts more than all',
      { [`${RATIO}.bad`]: counter('code=~"5.."') },
      {},
      'bad is not narrowed to service="checkout", environment="prod" as total is',
    ],
    [
      'counts all',
      { [`${RATIO}.bad`]: counter('service="checkout",environment="prod"') },
      {},
      'bad and total count the same events',
    ],
    [
      'does not know replicas',
      { [`${RATIO}.total`]: query('rate(a[{{.window}}])') },
      { replicaLabels: ['replica'] },
      'are not told apart in a query',
    ],
  ])('name an indicator that %s', (_, changes, options, warning) => {
    expect(generateRules(anObjective(changes), options).warnings).toEqual([
      expect.stringContaining(warning),
    ]);
  });

  it('are none for the usual', () => {
    expect(generateRules(anObjective()).warnings).toEqual([]);
    expect(generateRules(anObjective(LATENCY)).warnings).toEqual([]);
  });
});

describe('options', () => {
  it.each<[GenerateRulesOptions, string]>([
    [
      { budgetIntervalSeconds: 300 },
      'budgetIntervalSeconds is 300. Choose whole seconds from 1 to 299',
    ],
    [{ sliIntervalSeconds: 0 }, 'sliIntervalSeconds is 0'],
    [{ scrapeIntervalSeconds: 1.5 }, 'scrapeIntervalSeconds is 1.5'],
    [{ minEvents: -1 }, 'minEvents is -1'],
    [{ minEvents: Number.NaN }, 'minEvents is NaN'],
    [{ lowBudget: '20%' }, 'lowBudget is "20%"'],
    [{ replicaLabels: ['a) or (b'] }, 'replicaLabels has "a) or (b"'],
  ])('%j are refused', (options, message) => {
    expect(() => generateRules(anObjective(), options)).toThrow(message);
  });
});

describe('whatever the objective', () => {
  const changes = fc.record({
    [TARGET]: fc.integer({ min: 101, max: 9999 }).map(n => `${n / 100}`),
    [WINDOW]: fc.integer({ min: 1, max: 365 }).map(days => `${days}d`),
    'metadata.displayName': fc.constantFrom(
      'Plain',
      'Say "hi"',
      "It's \\ back",
      'ä 100 %: #1',
    ),
    [`${RATIO}.total.metricSource.spec.selector`]: fc.constantFrom(
      'service="a"',
      'path="/x\\"y\\\\z\\n"',
      'service=~"a|b",code!~"4.."',
    ),
  });
  const options = fc.record({
    scrapeIntervalSeconds: fc.integer({ min: 1, max: 299 }),
    minEvents: fc.integer({ min: 0, max: 1e6 }),
    replicaLabels: fc.constantFrom([], ['replica'], ['a', 'b_c']),
  });

  it('a group has at most 20 rules, each series is recorded once, Prometheus reads every expression, and YAML gives it back', () => {
    fc.assert(
      fc.property(changes, options, (changed, how) => {
        const { groups } = generateRules(anObjective(changed), how);
        expect(
          Math.max(...groups.map(({ rules }) => rules.length)),
        ).toBeLessThanOrEqual(20);
        const names = recording({ groups }).map(({ record }) => record);
        expect(new Set(names).size).toBe(names.length);
        for (const { rules } of groups) {
          for (const { expr } of rules)
            expect(problemsOfPromql(expr)).toEqual([]);
        }
        expect(parse(toYaml({ groups }))).toEqual({ groups });
      }),
    );
  });

  it('a burn alert can fire, and not by spending less than the budget', () => {
    fc.assert(
      fc.property(changes, changed => {
        const objective = anObjective(changed);
        const burns = alerting(generateRules(objective)).filter(
          ({ alert }) => alert === 'SLOErrorBudgetBurn',
        );
        for (const { expr } of burns) {
          const threshold = Number(/ratio_rate\S+\) > (\S+)/.exec(expr)?.[1]);
          expect(threshold).toBeLessThan(1);
          expect(threshold / Number(objective.target.budget)).toBeGreaterThan(
            0.93,
          );
        }
      }),
    );
  });
});
