import { DeliveryRequestError } from '@greenlight/backstage-plugin-delivery-common';
import {
  aCanary,
  aCluster,
  aReceipt,
  aSaw,
  aService,
  aVersion,
  aWorkload,
  before,
  NOW,
  offers,
  pipeline,
  waiting,
} from '../__testUtils__/builders';
import { someRevisions } from '../__testUtils__/tree';
import { menuItems, mattersNow, questionTitle, urgency } from './actions';
import { askState } from './asking';
import type { Asked } from './asking';
import { detailRows, linkViews } from './details';
import { errorView } from './errors';
import { answerStale, clusterStale } from './freshness';
import { noticeViews } from './notices';
import { placedOf } from './placed';
import { receiptView, receiptViews } from './receipts';
import type { LocalRequest } from './receipts';
import { revisionViews } from './tree';

describe('freshness', () => {
  it('takes the word of the backend for a cluster', () => {
    expect(clusterStale(aCluster())).toBeUndefined();
    expect(
      clusterStale(aCluster({ state: 'down', lastSeen: undefined })),
    ).toEqual({
      lastSeen: undefined,
      reason: 'cluster eu-1: it has not answered since the portal started',
    });
    expect(
      clusterStale(aCluster({ state: 'not-watchable' }))?.reason,
    ).toContain('need a signed-in user');
  });

  it('of the answer ends when the portal falls silent', () => {
    const service = aService();
    const known = { now: NOW, confirmedAt: NOW - 29_000 };
    expect(answerStale(service, known)).toBeUndefined();
    expect(
      answerStale(service, { ...known, confirmedAt: NOW - 31_000 }),
    ).toEqual({
      lastSeen: NOW - 31_000,
      reason: 'the portal does not answer',
    });
    expect(answerStale(service, { ...known, error: 'down' })).toEqual({
      lastSeen: NOW - 29_000,
      reason: 'down',
    });
  });
});

describe('actions', () => {
  it('the one that matters follows what the rollout waits for', () => {
    const of = (rollout: object) =>
      mattersNow(waiting({ rollout: { ...waiting().rollout!, ...rollout } }))
        ?.action;
    expect(of({})).toBe('promote');
    expect(of({ aborted: { message: '' } })).toBe('retry');
    expect(of({ manualPause: true })).toBe('resume');
    expect(of({ fullPromotionPending: true })).toBe('abort');
    expect(mattersNow(aWorkload('dev'))).toBeUndefined();
  });

  it('an aborted one is more urgent than a waiting one, and that than a moving one', () => {
    const rollout = waiting().rollout!;
    const levels = [
      waiting({ rollout: { ...rollout, aborted: { message: '' } } }),
      waiting(),
      waiting({
        health: 'Progressing',
        rollout: { ...rollout, pause: undefined },
      }),
      aWorkload('dev'),
    ].map(urgency);
    expect(levels).toEqual([...levels].sort((a, b) => b - a));
    expect(new Set(levels).size).toBe(4);
  });

  it('the menu has the others, held ones with their reason', () => {
    const items = menuItems(
      waiting({ actions: offers({ retry: 'Nothing was aborted' }) }),
      'promote',
    );
    expect(items.map(({ label }) => label)).toEqual([
      'Finish now',
      'Abort',
      'Retry',
      'Pause',
      'Resume',
      'Restart pods',
    ]);
    expect(items.find(({ key }) => key === 'retry')?.disabledReason).toBe(
      'Nothing was aborted',
    );
    expect(items[0]?.hint).toBe('Argo Rollouts: promote --full');
  });

  it('a question has verb and object', () => {
    expect(questionTitle('abort', waiting(), { title: 'prod' })).toBe(
      'Abort checkout 1.8.2 in prod',
    );
    expect(questionTitle('promote', waiting(), { title: 'prod' })).toBe(
      'Next step for checkout 1.8.2 in prod',
    );
  });
});

describe('a question that is open', () => {
  const placed = (service = aService()) => placedOf(service, false)[3]!;
  const asked = (): Asked => {
    const one = placed();
    const offer = one.workload.actions[0]!;
    if (!offer.enabled) throw new Error('not offered');
    return { placed: one, offer };
  };
  const later = (with_: Parameters<typeof waiting>[0]) =>
    placed(aService({ environments: pipeline(waiting(with_)) }));

  it('holds while nothing changes', () => {
    expect(askState(asked(), placed())).toBeUndefined();
    const newer = later({ actions: offers({}, aSaw({ generation: 6 })) });
    expect(askState(asked(), newer)).toBeUndefined();
  });

  it('does not hold when the rollout has moved on', () => {
    const moved = later({ actions: offers({}, aSaw({ step: 5 })) });
    expect(askState(asked(), moved)).toContain('It moved on');
    const image = later({ actions: offers({}, aSaw({ podHash: 'newer' })) });
    expect(askState(asked(), image)).toContain('It moved on');
  });

  it('does not hold when the action is held now, with its reason', () => {
    const held = later({
      actions: offers({ promote: 'Aborted: retry first' }),
    });
    expect(askState(asked(), held)).toBe('Aborted: retry first');
  });

  it('does not hold when nobody could confirm it', () => {
    const service = aService({ clusters: [aCluster({ state: 'stale' })] });
    expect(askState(asked(), placed(service))).toContain('does not answer');
    expect(askState(asked(), undefined)).toContain('not there any more');
  });
});

describe('receipts', () => {
  it('show the way that is still ahead', () => {
    const receipt = receiptView(
      aReceipt({
        state: 'accepted',
        history: [
          { state: 'sent', at: before.seconds(2), because: '' },
          { state: 'accepted', at: before.seconds(1), because: '' },
        ],
      }),
    );
    expect(
      receipt.path.map(({ word, reached }) => `${word} ${reached}`),
    ).toEqual(['Sent true', 'Accepted true', 'In effect false']);
    expect(receipt.final).toBe(false);
    expect(receipt.title).toBe('Next step: checkout in prod');
    expect(receipt.by).toBe('ada');
  });

  it('show a state once that was noted again with a better reason', () => {
    const at = before.seconds(1);
    const receipt = receiptView(
      aReceipt({
        history: [
          { state: 'sent', at, because: 'under way' },
          { state: 'sent', at, because: 'the cluster took it' },
        ],
      }),
    );
    expect(receipt.path.map(({ word }) => word)).toEqual([
      'Sent',
      'Accepted',
      'In effect',
    ]);
  });

  it.each([
    ['ignored', 'Ignored'],
    ['not-acknowledged', 'Not acknowledged'],
    ['refused', 'Refused'],
    ['failed', 'Failed'],
  ] as const)('that end as %s promise nothing more', (state, word) => {
    const receipt = receiptView(
      aReceipt({
        state,
        history: [{ state, at: before.seconds(1), because: '' }],
      }),
    );
    expect(receipt).toMatchObject({ word, final: true });
    expect(receipt.path).toHaveLength(1);
  });

  it('are listed once, the server’s in the place of the page’s', () => {
    const mine: LocalRequest = {
      id: 'local-1',
      action: 'promote',
      environment: 'prod',
      name: 'checkout',
      at: before.seconds(9),
      outcome: { kind: 'receipt', receipt: aReceipt({ id: 'r' }) },
    };
    const refused: LocalRequest = {
      ...mine,
      id: 'local-2',
      at: before.seconds(1),
      outcome: { kind: 'refused', word: 'Refused', message: 'It moved on' },
    };
    expect(receiptViews([], [mine]).map(({ word }) => word)).toEqual(['Sent']);
    const done = aReceipt({
      id: 'r',
      state: 'in-effect',
      history: [{ state: 'in-effect', at: before.seconds(5), because: '' }],
    });
    expect(
      receiptViews([done], [mine, refused]).map(({ word }) => word),
    ).toEqual(['Refused', 'In effect']);
  });
});

describe('notices', () => {
  it('say that a cluster is read-only, and how to consent', () => {
    const notices = noticeViews(
      aService({
        environments: pipeline(
          waiting({
            consent: {
              given: false,
              reason: 'the Rollout does not name this entity.',
              annotation: { key: 'greenlight.dev/entity-ref', value: 'c:d/x' },
            },
          }),
        ),
        clusters: [
          aCluster({ write: { possible: false, reason: 'no credential' } }),
          aCluster({ name: 'unused', state: 'down' }),
        ],
      }),
    );
    expect(notices.map(({ text }) => text)).toEqual([
      'Cluster eu-1 is read-only: no credential',
      'Only to be looked at in prod: the Rollout does not name this entity.',
    ]);
    expect(notices[1]?.snippet?.text).toBe('greenlight.dev/entity-ref: c:d/x');
  });

  it('name what stands in no environment', () => {
    const elsewhere = Array.from({ length: 5 }, (_, i) => ({
      cluster: 'eu-1',
      namespace: 'ns',
      kind: 'Rollout' as const,
      name: `r${i}`,
    }));
    const [notice] = noticeViews(aService({ elsewhere }));
    expect(notice?.text).toBe(
      'In no environment of the configuration: ns/r0 on eu-1, ns/r1 on eu-1, ns/r2 on eu-1 and 2 more',
    );
  });
});

describe('errors', () => {
  it.each([
    [
      new DeliveryRequestError('ask team-a', {
        kind: 'refused',
        path: '/',
        status: 403,
        name: 'NotAllowedError',
      }),
      'denied',
    ],
    [
      new DeliveryRequestError('?', {
        kind: 'refused',
        path: '/',
        status: 401,
      }),
      'denied',
    ],
    [
      new DeliveryRequestError('?', {
        kind: 'refused',
        path: '/',
        status: 404,
        name: 'NotFoundError',
      }),
      'missing',
    ],
    [
      new DeliveryRequestError('?', {
        kind: 'not-json',
        path: '/',
        status: 502,
      }),
      'unreachable',
    ],
    [new DeliveryRequestError('?', { kind: 'failed', path: '/' }), 'failed'],
    [new TypeError('boom'), 'failed'],
  ])('%s is %s, with cause and fix', (error, kind) => {
    const view = errorView(error);
    expect(view.kind).toBe(kind);
    expect(view.cause).toBe(error.message);
    expect(view.fix).not.toBe('');
  });
});

describe('details', () => {
  it('say where, how many and which commit', () => {
    const rows = detailRows(
      aWorkload('dev', {
        message: 'a\nb',
        replicas: { desired: 3, ready: 2, updated: 1 },
      }),
    );
    expect(rows).toEqual([
      { name: 'Commit', value: 'unknown' },
      { name: 'Pods', value: '2 of 3 ready, 1 new' },
      { name: 'Where', value: 'eu-1 / dev' },
      { name: 'Says', value: 'a b' },
    ]);
  });

  it('are those of the version that serves, also after an abort', () => {
    const rollout = aCanary({ aborted: { message: 'bad' } });
    const commit = (sha: string) => ({ commit: { sha, from: 'tag' as const } });
    const rows = detailRows(
      waiting({
        rollout,
        version: aVersion('1.8.2', commit('new')),
        stable: aVersion('1.8.1', commit('old')),
      }),
    );
    expect(rows[0]).toEqual({ name: 'Commit', value: 'old' });
  });

  it('link only to the web', () => {
    const links = linkViews(
      aService({
        links: [
          { kind: 'argocd', title: 'Argo CD', url: 'https://cd.example.com' },
          { kind: 'logs', title: 'Logs', url: ['java', 'script:x'].join('') },
          { kind: 'runbook', title: '', url: 'http://wiki/x y' },
        ],
      }),
    );
    expect(links.map(({ title }) => title)).toEqual(['Argo CD']);
  });
});

describe('the tree', () => {
  it('has revisions newest first, and folds what is scaled down', () => {
    const views = revisionViews([...someRevisions()].reverse());
    expect(views.map(({ title, lively }) => `${title} ${lively}`)).toEqual([
      'Revision 7 true',
      'Revision 6 true',
      'Revision 5 false',
    ]);
    expect(views[0]?.replicaSets[0]).toMatchObject({
      word: 'Progressing',
      pods: '1 of 2 available',
      roles: ['canary'],
    });
    expect(views[0]?.replicaSets[0]?.rows[1]).toMatchObject({
      reason: 'CrashLoopBackOff',
      tone: 'bad',
      restarts: 14,
    });
  });

  it('has measurements newest first', () => {
    const [run] = revisionViews(someRevisions())[0]?.runs ?? [];
    expect(run?.metrics[0]).toMatchObject({ value: '0.9993' });
    expect(run?.metrics[0]?.rows.map(({ value }) => value)).toEqual([
      '0.9993',
      '0.9990',
      '0.9991',
    ]);
  });

  it('is bounded', () => {
    const [first] = someRevisions();
    const set = first!.replicaSets[0]!;
    const pods = Array.from({ length: 120 }, (_, i) => ({
      ...set.pods[0]!,
      name: `p${i}`,
    }));
    const [view] = revisionViews([
      { ...first!, replicaSets: [{ ...set, pods }] },
    ]);
    expect(view?.replicaSets[0]?.rows).toHaveLength(50);
    expect(view?.replicaSets[0]?.morePods).toBe(70);
  });
});
