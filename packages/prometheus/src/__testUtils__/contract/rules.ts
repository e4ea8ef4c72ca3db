// A suite that several test files run.
/* eslint-disable jest/no-export */
import type { RuleGroup, RulesQuestion } from '../../Prometheus';
import { eventually } from '../eventually';
import type { ContractWorld } from '../world';
import { FAILING, FAILURE } from '../world';

const SOON = 20_000;

const namesOf = (groups: readonly RuleGroup[]) =>
  groups.flatMap(({ rules }) => rules.map(({ name }) => name));

/** Rules and alerts; a Prometheus that just started has not evaluated them yet. */
export function describeRules(world: () => ContractWorld): void {
  const rules = async (question?: RulesQuestion) =>
    (await world().client().rules(question)).value;
  const rule = async (name: string) => {
    const [group] = await rules({ names: [name] });
    return group?.rules[0];
  };

  it('answers all rules in their groups', async () => {
    const groups = await rules();
    expect(groups.map(({ name }) => name)).toEqual(['contract', 'other']);
    expect(groups[0]).toMatchObject({
      intervalSeconds: 1,
      file: expect.stringMatching(/\.yaml$/),
    });
    expect(namesOf(groups)).toHaveLength(6);
  });

  it('tells a rule that works: query, labels, health and time', async () => {
    await eventually(async () => {
      const found = await rule('contract:one');
      expect(found).toMatchObject({
        type: 'record',
        query: 'vector(1)',
        labels: { team: 'shop' },
        health: 'ok',
      });
      expect(found?.lastError).toBeUndefined();
      expect(Date.now() - (found?.evaluatedAt ?? 0)).toBeLessThan(60_000);
      expect(found?.evaluationSeconds).toBeLessThan(60);
    }, SOON);
  });

  it('tells why a rule fails, in the words of Prometheus', async () => {
    await eventually(async () => {
      expect(await rule('contract:failing')).toMatchObject({
        query: FAILING,
        labels: {},
        health: 'err',
        lastError: FAILURE,
      });
    }, SOON);
  });

  it('filters by type, name and group, alone and together', async () => {
    expect(namesOf(await rules({ type: 'alert' }))).toEqual([
      'ContractFiring',
      'ContractPending',
      'ContractInactive',
    ]);
    expect(namesOf(await rules({ type: 'record' }))).toEqual([
      'contract:one',
      'contract:failing',
      'contract:other',
    ]);
    expect(
      namesOf(await rules({ names: ['contract:other', 'contract:one'] })),
    ).toEqual(['contract:one', 'contract:other']);
    expect(namesOf(await rules({ groups: ['other'] }))).toEqual([
      'contract:other',
    ]);
    expect(await rules({ groups: ['other'], names: ['contract:one'] })).toEqual(
      [],
    );
    expect(await rules({ names: [], groups: [] })).toHaveLength(2);
  });

  it('filters by more names than fit into an address', async () => {
    const many = Array.from({ length: 2_000 }, (_, i) => `contract:none_${i}`);
    expect(namesOf(await rules({ names: [...many, 'contract:one'] }))).toEqual([
      'contract:one',
    ]);
  });

  it('tells the state of alerts with their rules', async () => {
    await eventually(async () => {
      const found = new Map(
        (await rules({ type: 'alert' })).flatMap(group =>
          group.rules.map(({ name, alert }) => [name, alert] as const),
        ),
      );
      expect(Object.fromEntries(found)).toEqual({
        ContractFiring: {
          state: 'firing',
          forSeconds: 0,
          annotations: { summary: 'It is {{ $value }}' },
        },
        ContractPending: {
          state: 'pending',
          forSeconds: 3600,
          annotations: {},
        },
        ContractInactive: { state: 'inactive', forSeconds: 0, annotations: {} },
      });
    }, SOON);
  });

  it('answers the alerts that are pending or firing', async () => {
    await eventually(async () => {
      const { value } = await world().client().alerts();
      const sorted = [...value].sort((a, b) => a.state.localeCompare(b.state));
      const activeAt = expect.any(Number);
      expect(sorted).toEqual([
        {
          labels: { alertname: 'ContractFiring', severity: 'page' },
          annotations: { summary: 'It is 2' },
          state: 'firing',
          activeAt,
          value: 2,
        },
        {
          labels: { alertname: 'ContractPending' },
          annotations: {},
          state: 'pending',
          activeAt,
          value: 2,
        },
      ]);
      const ages = value.map(alert => Date.now() - alert.activeAt);
      expect(Math.max(...ages)).toBeLessThan(60_000);
    }, SOON);
  });
}
