import { createPrometheus } from '../createPrometheus';
import { FakePrometheus } from '../testing';
import type { ContractWorld } from './world';
import { FAILING, FAILURE, GROUPS, SERIES } from './world';

/** The fake, told to say of a few expressions what Prometheus 3.16 says. */
export async function openFakeWorld(): Promise<ContractWorld> {
  const evaluatedAt = Date.now();
  const fake = new FakePrometheus({ version: '3.16.0' })
    .put(...SERIES)
    .answer('rate(', {
      error:
        'invalid parameter "query": 1:6: parse error: unclosed left parenthesis',
    })
    .answer(FAILING, { errorType: 'execution', error: FAILURE })
    .answer('"text"', { text: 'text' })
    .answer('contract_gap[1h]', { series: [] })
    .answer('quantile(2, contract_requests)', {
      samples: [],
      warnings: ['PromQL warning: quantile value should be between 0 and 1'],
    })
    .answer('rate(contract_requests[5m])', {
      samples: [],
      infos: ['PromQL info: metric might not be a counter'],
    })
    .setRules(
      ...GROUPS.map(group => ({
        ...group,
        rules: group.rules.map(rule => ({ ...rule, evaluatedAt })),
      })),
    )
    .setAlerts(
      {
        labels: { alertname: 'ContractFiring', severity: 'page' },
        annotations: { summary: 'It is 2' },
        activeAt: evaluatedAt,
        value: 2,
      },
      {
        labels: { alertname: 'ContractPending' },
        state: 'pending',
        activeAt: evaluatedAt,
        value: 2,
      },
    );
  return {
    version: '3.16.0',
    remarks: true,
    client: ({ timeoutMs } = {}) =>
      createPrometheus({
        name: 'contract',
        url: 'http://fake.invalid',
        timeoutMs,
        fetch: fake.fetch,
      }),
    silence: () => void fake.misbehave('silent'),
    vanish: async () => void fake.misbehave('down'),
    recover: async () => void fake.recover(),
    close: async () => undefined,
  };
}
