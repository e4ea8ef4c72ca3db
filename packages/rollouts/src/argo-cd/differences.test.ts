import { possibleActions } from '../actions';
import { parseRollout } from '../parse';
import { rolloutStatus } from '../phase';
import { must } from '../testing/builders';
import { argoCdActions, argoCdHealth, differences } from './index';
import type { Difference } from './index';

/** What both say of the example of a row. */
function answers({ about, example }: Difference): readonly string[] {
  const rollout = must(parseRollout(example));
  if (about.kind === 'health') {
    const theirs = argoCdHealth(example);
    const { phase, message } = rolloutStatus(rollout);
    return [`${theirs.status}: ${theirs.message}`, `${phase}: ${message}`];
  }
  const enabled = argoCdActions(example)[about.argoCd];
  const { possible } = possibleActions(rollout)[about.ours];
  return [enabled ? 'enabled' : 'disabled', possible ? 'possible' : 'refused'];
}

describe('the table of differences to Argo CD', () => {
  it.each(differences.map(row => [row.id, row] as const))(
    '%s is as both answer',
    (_, row) => {
      expect(answers(row)).toEqual([row.argoCd, row.ours]);
    },
  );

  it('has rows that differ, each once', () => {
    const same = new Set(['enabled possible', 'disabled refused']);
    const alike = differences.filter(
      ({ argoCd, ours }) => argoCd === ours || same.has(`${argoCd} ${ours}`),
    );
    expect(alike).toEqual([]);
    const ids = differences.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('what would make the scripts of Argo CD fail', () => {
  it.each([null, 'html', [], {}, { spec: {} }, { spec: {}, status: {} }])(
    'is answered: %j',
    raw => {
      expect(['Unknown', 'Progressing']).toContain(argoCdHealth(raw).status);
      expect(Object.keys(argoCdActions(raw))).toHaveLength(7);
    },
  );
});
