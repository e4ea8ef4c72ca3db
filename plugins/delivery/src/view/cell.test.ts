import {
  aCanary,
  aCluster,
  aService,
  aVersion,
  atRest,
  aWorkload,
  anEnvironment,
  before,
  pipeline,
  waiting,
} from '../__testUtils__/builders';
import { environmentViews } from './cell';

const plain = (texts: string[] = []) =>
  texts.map(text => text.replace(/\u00a0/g, ' '));

function prod(...workloads: Parameters<typeof pipeline>) {
  const views = environmentViews(
    aService({ environments: pipeline(...workloads) }),
  );
  return views[views.length - 1];
}

describe('an environment', () => {
  it('shows the version that serves and the one that comes', () => {
    const [cell] = prod(waiting())?.cells ?? [];
    expect(cell?.from?.label).toBe('1.8.1');
    expect(cell?.version.label).toBe('1.8.2');
    expect(cell).toMatchObject({ tone: 'waiting', word: 'Paused' });
    expect(plain(cell?.facts)).toEqual(['25 %', 'step 4 of 9']);
  });

  it('shows the version that serves after an abort', () => {
    const rollout = aCanary({ aborted: { message: 'bad' } });
    const [cell] = prod(waiting({ health: 'Degraded', rollout }))?.cells ?? [];
    expect(cell?.from).toBeUndefined();
    expect(cell?.version.label).toBe('1.8.1');
    expect(cell?.facts).toEqual(['1.8.2 aborted']);
  });

  it('says how many pods are missing, and what is no Rollout', () => {
    const [cell] =
      prod(
        aWorkload('production', {
          ref: {
            cluster: 'eu-1',
            namespace: 'production',
            kind: 'Deployment',
            name: 'checkout',
          },
          rollout: undefined,
          replicas: { desired: 3, ready: 1, updated: 3 },
        }),
      )?.cells ?? [];
    expect(cell?.facts).toEqual(['1 of 3 ready', 'Deployment']);
  });

  it('says that it is paused by hand', () => {
    const [cell] =
      prod(aWorkload('production', { rollout: atRest({ manualPause: true }) }))
        ?.cells ?? [];
    expect(cell?.facts).toEqual(['paused by hand']);
  });

  it('names workloads only where there are several', () => {
    expect(prod(waiting())?.cells[0]?.name).toBeUndefined();
    const two = prod(
      waiting(),
      aWorkload('production', {
        ref: {
          cluster: 'us-1',
          namespace: 'production',
          kind: 'Rollout',
          name: 'worker',
        },
      }),
    );
    expect(two?.cells.map(({ name }) => name)).toEqual([
      'checkout · eu-1',
      'worker · us-1',
    ]);
  });

  it('tells empty from unknown', () => {
    const [empty, unknown] = environmentViews(
      aService({
        environments: [
          anEnvironment('dev', []),
          anEnvironment('prod', [], {
            state: 'unknown',
            reason: 'cluster eu-2 does not answer',
          }),
        ],
      }),
    );
    expect(empty?.nothing).toEqual({ known: true, word: 'Nothing deployed' });
    expect(unknown?.nothing).toEqual({
      known: false,
      word: 'Unknown',
      reason: 'cluster eu-2 does not answer',
    });
  });

  it('is never shown as fine when its cluster is silent', () => {
    const [view] = environmentViews(
      aService({
        environments: [anEnvironment('prod', [aWorkload('production')])],
        clusters: [
          aCluster({
            state: 'stale',
            lastSeen: before.minutes(4),
            reason: 'x',
          }),
        ],
      }),
    );
    expect(view?.stale).toEqual({
      lastSeen: Date.parse(before.minutes(4)),
      reason: 'cluster eu-1: x',
    });
    expect(view?.cells[0]?.tone).toBe('unknown');
  });

  it('links a commit only where the address is of the web', () => {
    const withUrl = (url: string) =>
      prod(
        aWorkload('production', {
          version: aVersion('1', {
            commit: { sha: 'abc', from: 'tag', url },
          }),
        }),
      )?.cells[0]?.version.url;
    expect(withUrl('https://git.example.com/c/abc')).toBe(
      'https://git.example.com/c/abc',
    );
    expect(withUrl(['java', 'script:alert(1)'].join(''))).toBeUndefined();
  });
});
