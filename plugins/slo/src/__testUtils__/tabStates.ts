import { SloRequestError } from '@greenlight/backstage-plugin-slo-common';
import { aReading, anObjective, builtFor } from './builders';
import {
  aDetail,
  aReliability,
  burningDetail,
  exhaustedDetail,
  goneDetail,
  spending,
  youngDetail,
} from './detailBuilders';
import type { FakeSlo } from './FakeSlo';

type TabState = () => FakeSlo['detail'];

const ago = (ms: number) => new Date(builtFor() - ms).toISOString();
const MINUTE = 60_000;

const down = () => ({
  name: 'eu-2',
  state: 'down' as const,
  readAt: ago(4 * MINUTE),
  reason: 'connect ECONNREFUSED 10.2.0.7:9090',
});

const longName =
  'Every-shopper-in-every-country-gets-an-answer-from-the-recommendation-service-within-300-milliseconds <b>bold</b>';

const holes = () => {
  const points = spending(0.71);
  const kept = points.filter(
    (_, index) => index % 80 < 70 || index % 80 === 75,
  );
  const detail = aDetail();
  return aDetail(undefined, {
    notes: ['11 hours of tiles are missing'],
    burnDown: {
      state: 'measured',
      stepSeconds: 10_800,
      even: detail.burnDown.state === 'measured' ? detail.burnDown.even : [],
      remaining: kept,
    },
  });
};

/** What the tab may be asked to show. */
export const tabStates: Record<string, TabState> = {
  burning: () => aReliability(),
  healthy: () => aReliability({ objectives: [aDetail()] }),
  exhausted: () =>
    aReliability({ objectives: [exhaustedDetail(), burningDetail()] }),
  young: () => aReliability({ objectives: [youngDetail()] }),
  'series gone': () => aReliability({ objectives: [goneDetail()] }),
  'broken objective': () =>
    aReliability({
      broken: [
        {
          id: 'storefront-availability',
          name: 'Storefront availability',
          reason: {
            code: 'invalidObjective',
            sentence: 'its target "99,9" is not a number between 0 and 100',
          },
        },
      ],
    }),
  'never fires': () =>
    aReliability({
      objectives: [
        aDetail(
          anObjective({
            objective: {
              name: 'Nightly export',
              target: {
                percent: '90',
                ratio: { text: '0.9', value: 0.9 },
                budget: { text: '0.1', value: 0.1 },
              },
            },
          }),
        ),
      ],
    }),
  gaps: () => aReliability({ objectives: [holes()] }),
  'one Prometheus down': () =>
    aReliability({
      ...aReading({ instances: [...aReading().instances, down()] }),
    }),
  'stale reading': () =>
    aReliability(aReading({ readAt: ago(12 * MINUTE), instances: [down()] })),
  empty: () => aReliability({ objectives: [], environments: ['prod'] }),
  'empty here': () => aReliability({ objectives: [] }),
  'no Prometheus': () =>
    aReliability({
      ...aReading({ instances: [] }),
      objectives: [],
      environments: [],
      environment: '',
    }),
  loading: () => 'pending',
  error: () =>
    new SloRequestError('the portal’s backend answered 503', {
      kind: 'failed',
      path: '/api/slo/v1/entities',
      status: 503,
    }),
  denied: () =>
    Object.assign(new Error('slo.objective.read is missing'), {
      name: 'NotAllowedError',
    }),
  hostile: () =>
    aReliability({
      objectives: [
        aDetail(
          anObjective({
            objective: { name: longName },
            because: `{{.window}}\n\n"}) or vector(1) # ${'x'.repeat(200)}`,
            notes: ['<img src=x onerror=alert(1)>'],
          }),
        ),
      ],
    }),
};
