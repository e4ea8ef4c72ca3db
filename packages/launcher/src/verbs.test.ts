import { verbs } from './cli/verbs.ts';
import { verbNames } from './verbs.ts';

describe('verbs', () => {
  it('that the help names have code, and the other way round', () => {
    expect([...verbNames].sort()).toEqual(verbs.map(verb => verb.name).sort());
  });
});
