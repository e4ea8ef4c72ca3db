import { environmentOf } from './environments';
import type { EnvironmentRule } from './environments';
import { globMatches } from './glob';
import { defaultEnvironments } from './settings';

const rule = (name: string, more: Partial<EnvironmentRule> = {}) => ({
  name,
  title: name,
  labels: {},
  notLabels: {},
  ...more,
});

const place = (namespace: string, labels = {}, cluster = 'lab') => ({
  cluster,
  namespace,
  labels,
});

const canary = { 'app.kubernetes.io/track': 'canary' };

describe('environment of an object', () => {
  it.each([
    [place('dev'), 'dev'],
    [place('staging'), 'staging'],
    [place('production', canary), 'canary'],
    [place('production', { track: 'canary' }), 'prod'],
    [place('production'), 'prod'],
    [place('elsewhere'), undefined],
  ])('%j is in %s by default', (where, name) => {
    expect(environmentOf(defaultEnvironments, where)?.name).toBe(name);
  });

  it('is the first in the order of the pipeline', () => {
    const rules = [rule('a', { namespaces: ['team-*'] }), rule('b')];
    expect(environmentOf(rules, place('team-x'))?.name).toBe('a');
    expect(environmentOf(rules, place('other'))?.name).toBe('b');
  });

  it('can be a matter of the cluster and of labels that are not there', () => {
    const rules = [
      rule('eu', { clusters: ['eu-1', 'eu-2'] }),
      rule('main', { notLabels: { preview: 'yes' } }),
    ];
    expect(environmentOf(rules, place('x', {}, 'eu-2'))?.name).toBe('eu');
    expect(environmentOf(rules, place('x'))?.name).toBe('main');
    expect(environmentOf(rules, place('x', { preview: 'yes' }))).toBe(
      undefined,
    );
  });
});

describe('pattern', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['*', '', true],
    ['a*', 'abc', true],
    ['*c', 'abc', true],
    ['a*c', 'ac', true],
    ['a*a', 'a', false],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'a-c', false],
    ['team-*-prod', 'team-x-prod', true],
    ['a.c', 'abc', false],
    [`${'*a'.repeat(50)}`, 'a'.repeat(49), false],
  ])('%s against %s is %s', (pattern, text, expected) => {
    expect(globMatches(pattern, text)).toBe(expected);
  });
});
