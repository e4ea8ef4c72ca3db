import { decideSuite, settleEmpty } from './decide.ts';
import type { Obtained } from './needs.ts';
import type { Need } from './suites.ts';

const got = (...entries: Array<[Need, Obtained]>) => new Map(entries);
const here: Obtained = { ok: true, env: { A: '1' } };
const missing: Obtained = { ok: false, reason: 'no Go on PATH' };

describe('decideSuite', () => {
  it('runs a suite with what its needs and wishes gave', () => {
    const needs = got(
      ['lab', here],
      ['browser', { ok: true, env: { B: '2' } }],
    );
    const wishes = got(['prometheus2', { ok: true, env: { C: '3' } }]);
    expect(decideSuite({ needs, wishes }, [])).toEqual({
      kind: 'run',
      env: { A: '1', B: '2', C: '3' },
      without: [],
    });
  });

  it('skips with the reason when a part is missing', () => {
    const needs = got(['lab', missing]);
    expect(decideSuite({ needs }, ['postgres'])).toMatchObject({
      counts: { failed: 0, skipped: 1 },
      result: { kind: 'skipped', reason: 'lab: no Go on PATH' },
    });
  });

  it('fails when the missing part was required', () => {
    const needs = got(['lab', missing]);
    expect(decideSuite({ needs }, ['lab'])).toMatchObject({
      counts: { failed: 1, skipped: 0 },
      result: { kind: 'failed' },
    });
  });

  it('runs without what it only wishes, and says so', () => {
    const wishes = got(['prometheus2', missing]);
    expect(decideSuite({ needs: got(['lab', here]), wishes }, ['lab'])).toEqual(
      {
        kind: 'run',
        env: { A: '1' },
        without: ['prometheus2: no Go on PATH'],
      },
    );
  });

  it('fails when what it only wishes was required', () => {
    const wishes = got(['prometheus2', missing]);
    const parts = { needs: got(['lab', here]), wishes };
    expect(decideSuite(parts, ['prometheus2'])).toMatchObject({
      counts: { failed: 1, skipped: 0 },
      result: {
        kind: 'failed',
        output: 'required but missing: prometheus2: no Go on PATH',
      },
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
