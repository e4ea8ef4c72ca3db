import type { Lab } from '../run/state.ts';
import { trafficText, trafficVerb } from './cli.ts';
import type { ShownTraffic } from './client.ts';
import { aStream } from './testing.ts';

/** Nothing listens there: what is wrong with the words is said before anybody is asked. */
const LAB: Lab = {
  version: 1,
  name: 'a',
  stateDir: '/nowhere',
  startedAt: '2026-11-25T09:00:00Z',
  controllers: true,
  demo: true,
  binDir: '/nowhere',
  supervisor: { pid: 1, startTime: '1' },
  control: { url: 'http://127.0.0.1:1', token: '' },
  clusters: [],
  traffic: { url: 'http://127.0.0.1:1' },
};

const said = (words: string[], options: Record<string, string> = {}) =>
  trafficVerb(LAB, { words, options }).catch((error: Error) => error.message);

describe('"lab traffic"', () => {
  it('says what there is when it does not know the word', async () => {
    expect(await said(['break', 'checkout'])).toMatch(
      /^"break" is nothing that can be done to traffic\. There is: show, bad, /,
    );
  });

  it('says that a service is missing, or what is to be bad about it', async () => {
    expect(await said(['stop'])).toMatch(/^"lab traffic stop" needs the name/);
    expect(await said(['bad', 'checkout'])).toMatch(/needs --errors, --slow/);
  });

  it.each(['2', '500%', '-1', 'much', ''])(
    'does not take %p for a share',
    async errors => {
      expect(await said(['bad', 'checkout'], { errors })).toBe(
        `--errors is "${errors}", but must be a share of the requests: 0.05 or 5%.`,
      );
    },
  );

  it('names the environments when it does not know one', async () => {
    expect(await said(['stop', 'checkout'], { environment: 'live' })).toBe(
      '--environment is "live", but must be one of dev, staging, canary, prod.',
    );
  });

  it('shows a table of what gets requests, and what was done', () => {
    const shown: ShownTraffic = {
      streams: [
        { ...aStream(), good: 10, bad: 0 },
        {
          ...aStream({ track: 'canary', requestsPerSecond: 0 }),
          good: 0,
          bad: 0,
        },
        { ...aStream({ service: 'search' }), good: 10, bad: 0 },
      ],
      faults: [
        { which: { service: 'checkout', version: 'v2' }, errorRatio: 1 },
      ],
      stopped: [],
      hidden: [{ service: 'recommendations', environment: 'prod' }],
    };
    expect(trafficText(shown, { service: 'checkout' }).split('\n')).toEqual([
      'service   environment  track   version  requests/s  errors  slow',
      'checkout  prod         stable  sha-1    10.0        1%      2%',
      'bad: checkout v2',
      'hidden: recommendations prod',
    ]);
  });
});
