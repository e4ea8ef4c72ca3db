import { decideSuite, settleEmpty } from './decide.ts';
import type { Obtained } from './needs.ts';
import type { Need } from './suites.ts';

const got = (...entries: Array<[Need, Obtained]>) => new Map(entries);
const here: Obtained = { ok: true, env: { A: '1' } };
const missing: Obtained = { ok: false, reason: 'no Go on PATH' };

describe('decideSuite', () => {
  it('runs a suite with what its needs gave', () => {
    expect(
      decideSuite(
        got(['lab', here], ['browser', { ok: true, env: { B: '2' } }]),
        [],
      ),
    ).toEqual({ kind: 'run', env: { A: '1', B: '2' } });
  });

  it('skips with the reason when a part is missing', () => {
    expect(decideSuite(got(['lab', missing]), ['postgres'])).toMatchObject({
      counts: { failed: 0, skipped: 1 },
      result: { kind: 'skipped', reason: 'lab: no Go on PATH' },
    });
  });

  it('fails when the missing part was required', () => {
    expect(decideSuite(got(['lab', missing]), ['lab'])).toMatchObject({
      counts: { failed: 1, skipped: 0 },
      result: { kind: 'failed' },
    });
  });
});

describe('settleEmpty', () => {
  it('says that there are no tests', () => {
    expect(settleEmpty({ needs: ['lab'] }, [], 'none yet')).toMatchObject({
      counts: { skipped: 1 },
    });
  });

  it('fails when their world was required', () => {
    expect(settleEmpty({ needs: ['lab'] }, ['lab'], 'none yet')).toMatchObject({
      counts: { failed: 1 },
    });
  });
});
