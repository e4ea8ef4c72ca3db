import {
  aBurn,
  anObjective,
  aService,
  burning,
  figures,
  gone,
  latency,
  setNow,
} from '../../__testUtils__/builders';
import { toView } from './toView';

beforeEach(() => setNow(Date.parse('2026-11-25T10:00:00Z')));

/** Figures hold spaces that do not break; here they are as they read. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replace(/\u00a0/g, ' '));
}

function objectivesOf(service: Parameters<typeof toView>[0]) {
  const view = plain(toView(service));
  if (view.kind !== 'objectives') throw new Error(`the card is ${view.kind}`);
  return view;
}

const firstLine = (objective: ReturnType<typeof anObjective>) =>
  objectivesOf(aService({ objectives: [objective] })).lines[0];

describe('what the card shows', () => {
  it('has the figures of an objective in the words of people', () => {
    expect(firstLine(burning())).toMatchObject({
      word: 'Burning',
      name: 'Checkout availability',
      figures: {
        target: '99.9 %',
        attained: '99.94 %',
        left: '38.2 % left',
        burn: 'burn 3.1× too fast',
        exhaustion: 'exhausted in about 3 d',
      },
    });
  });

  it('keeps the order of the answer, worst first', () => {
    const { lines } = objectivesOf(
      aService({ objectives: [burning(), gone(), latency()] }),
    );
    expect(lines.map(({ word }) => word)).toEqual(['Burning', 'Unknown', 'OK']);
  });

  it('says why a budget is unknown and shows what was last known as old, never as a figure', () => {
    const line = firstLine(gone());
    expect(line).not.toHaveProperty('figures');
    expect(line).toMatchObject({
      word: 'Unknown',
      because: 'no series since 14:02',
      lastKnown: { text: '90.0 % left', at: '2026-11-25T08:50:00.000Z' },
    });
  });

  it.each([
    ['no objective is healthy', [burning()], ['Burning', 'Unknown']],
    ['one is healthy', [burning(), latency()], ['Burning', 'Unknown', 'OK']],
    ['all are healthy', [latency()], ['Unknown', 'OK']],
    ['there is nothing else', [], ['Unknown']],
  ])(
    'puts a broken objective before what is healthy when %s',
    (_, objectives, words) => {
      const { lines } = objectivesOf(
        aService({
          objectives,
          broken: [
            {
              id: 'storefront',
              name: '',
              entityRef: 'component:default/checkout',
              environment: 'prod',
              source: 'greenlight',
              reason: {
                code: 'invalidObjective',
                sentence: '"99,9" is no decimal number',
              },
            },
          ],
        }),
      );
      expect(lines.map(({ word }) => word)).toEqual(words);
      expect(lines.find(({ key }) => key === 'storefront')).toMatchObject({
        name: 'storefront',
        because: '"99,9" is no decimal number',
      });
    },
  );

  it.each([
    [2 * 86_400, '2 of 30 days seen'],
    [3_600, 'less than 1 of 30 days seen'],
  ])('says how much a young objective has seen: %d s', (seconds, young) => {
    const coverage = { ratio: seconds / 2_592_000, seenSeconds: seconds };
    const budget = { state: 'measured' as const, ...figures(1, { coverage }) };
    expect(firstLine(anObjective({ budget }))?.young).toBe(young);
  });

  it('does not call an objective young that misses a tile here and there', () => {
    const coverage = { ratio: 0.985, seenSeconds: 29.55 * 86_400 };
    const budget = { state: 'measured' as const, ...figures(1, { coverage }) };
    expect(firstLine(anObjective({ budget }))?.young).toBeUndefined();
  });

  it('says by how much a budget is overspent', () => {
    const line = firstLine(
      anObjective({
        status: 'exhausted',
        budget: { state: 'measured', ...figures(-0.1864) },
      }),
    );
    expect(line).toMatchObject({
      word: 'Exhausted',
      figures: { left: 'over by 18.6 %' },
    });
  });

  it('says why a burn rate is unknown beside a budget that is known', () => {
    const burns = [
      {
        ...aBurn(0),
        state: 'unknown' as const,
        reason: { code: 'noTraffic' as const, sentence: 'no events within 1h' },
      },
    ];
    expect(firstLine(anObjective({ burns }))?.figures?.burn).toBe(
      'burn unknown: no events within 1h',
    );
  });

  it('speaks of exhaustion only where it burns', () => {
    const exhaustion = {
      state: 'at' as const,
      at: '2027-03-01T00:00:00Z',
      seconds: 96 * 86_400,
    };
    expect(
      firstLine(anObjective({ exhaustion }))?.figures?.exhaustion,
    ).toBeUndefined();
  });

  it('has the newest data of all and each window once', () => {
    const weekly = anObjective({
      objective: { id: 'w', window: { text: '7d', seconds: 604_800 } },
      budget: {
        state: 'measured',
        ...figures(0.5, { newestAt: '2026-11-25T09:59:00.000Z' }),
      },
    });
    expect(
      objectivesOf(aService({ objectives: [weekly, latency(), burning()] })),
    ).toMatchObject({
      windows: '7 days, 30 days',
      newestAt: '2026-11-25T09:59:00.000Z',
    });
  });

  it('gives the label to add where there is no objective', () => {
    expect(
      toView(aService({ objectives: [], environments: [] })),
    ).toMatchObject({
      kind: 'empty',
      title: 'No objective in prod',
      snippet: { text: 'entity_ref: component:default/checkout' },
    });
  });

  it('names the environments that have objectives', () => {
    expect(
      toView(aService({ objectives: [], environments: ['prod', 'staging'] })),
    ).toMatchObject({ description: 'There are objectives in staging.' });
  });

  it('says what to configure where there is no Prometheus', () => {
    expect(toView(aService({ objectives: [], instances: [] }))).toMatchObject({
      title: 'No Prometheus is configured',
    });
  });

  it('takes names and reasons as text of one line', () => {
    const line = firstLine(
      anObjective({ objective: { name: 'up{job="x"}\n<b>bold</b>' } }),
    );
    expect(line?.name).toBe('up{job="x"} <b>bold</b>');
  });
});
