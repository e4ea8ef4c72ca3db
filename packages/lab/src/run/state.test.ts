import { parseLab, type Lab } from './state.ts';

function aLab(changes: Partial<Lab> = {}): Lab {
  const byRole = { admin: 'a', reader: 'r', writer: 'w' };
  return {
    version: 1,
    name: 'default',
    stateDir: '/labs/default',
    startedAt: '2026-11-25T10:00:00.000Z',
    controllers: true,
    demo: true,
    binDir: '/bin',
    supervisor: { pid: 1, startTime: '2' },
    control: { url: 'http://127.0.0.1:20000', token: 't' },
    clusters: [
      {
        name: 'lab',
        url: 'https://127.0.0.1:20001',
        caData: 'Q0E=',
        caFile: '/ca.crt',
        kubeconfig: '/kubeconfig',
        tokens: byRole,
        tokenFiles: byRole,
        components: [{ name: 'etcd', ports: [], log: '/etcd.log' }],
      },
    ],
    ...changes,
  };
}

describe('A lab.json', () => {
  it('is read as it was written', () => {
    expect(parseLab(JSON.stringify(aLab()), 'lab.json')).toEqual(aLab());
  });

  it.each([
    ['not JSON', '{', /lab\.json is not JSON/],
    ['another version', JSON.stringify({ ...aLab(), version: 2 }), /version/],
    ['no cluster', JSON.stringify(aLab({ clusters: [] })), /clusters/],
    ['an empty object', '{}', /lab down.*lab up/],
  ])('is refused with a remedy when it is %s', (_, text, message) => {
    expect(() => parseLab(text, 'lab.json')).toThrow(message);
  });
});
