import { cliLines } from './cliTree';

const PRINTED = [
  'Name:            shop',
  'Status:          ✖ Degraded',
  'Message:         RolloutAborted: Rollout aborted update to revision 2',
  'Strategy:        Canary',
  '  SetWeight:     0',
  'Images:          shop:1 (stable)',
  '                 shop:2',
  'Replicas:',
  '  Desired:       1',
  '',
  'NAME                         KIND         STATUS        AGE    INFO',
  '⟳ shop                       Rollout      ✖ Degraded    3m1s   ',
  '├──# revision:2                                                ',
  '│  └──α shop-6fb-2           AnalysisRun  ✔ Successful  2m     ✔ 3,✖ 1',
  '│     └──⊞ 9a57-.sleep.1     Job          ✔ Successful  2m     ',
  '└──# revision:1                                                ',
  '   └──⧉ shop-5d4             ReplicaSet   ✔ Healthy     3m1s   stable,delay:28s',
  '      └──□ shop-5d4-x        Pod          ✔ Running     3m1s   ready:1/1,restarts:2',
  '',
].join('\n');

describe('what the Argo Rollouts CLI prints', () => {
  it('is read line by line, without icons and ages', () => {
    expect(cliLines(PRINTED)).toEqual([
      'Name: shop',
      'Status: Degraded',
      'Message: RolloutAborted: Rollout aborted update to revision 2',
      'Strategy: Canary',
      '  SetWeight: 0',
      'Images: shop:1 (stable)',
      '  shop:2',
      'Replicas:',
      '  Desired: 1',
      '',
      'shop  Rollout  Degraded',
      '  revision:2',
      '    shop-6fb-2  AnalysisRun  Successful  ✔ 3,✖ 1',
      '      9a57-.sleep.1  Job  Successful',
      '  revision:1',
      '    shop-5d4  ReplicaSet  Healthy  stable,delay:28s',
      '      shop-5d4-x  Pod  Running  ready:1/1,restarts:2',
    ]);
  });

  it('is refused where it is no tree', () => {
    expect(() => cliLines('Error: rollouts "shop" not found')).toThrow(
      'No tree was printed: Error: rollouts "shop" not found',
    );
  });
});
