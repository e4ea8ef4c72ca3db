import type { Explanation } from '@greenlight/backstage-plugin-slo-common';
import { aPast } from '../testing/builders/past';
import { NOW, answered, recorded } from '../testing/builders/readings';
import type { Recorded } from '../testing/builders/readings';
import { assemble } from './assemble';
import { detailOf } from './detail';

function explanations(over: Partial<Recorded> = {}) {
  const { objectives } = assemble({
    readings: [answered([recorded(over)])],
    before: undefined,
    replicaLabels: [],
    now: NOW,
  });
  const [summary] = objectives;
  if (!summary) throw new Error('no objective');
  const found = detailOf({
    summary,
    readings: new Map([['eu', aPast()]]),
    now: new Date(NOW),
    linkTo: query => `https://prom.example/graph?q=${query}`,
  });
  return new Map(found.explanations.map(one => [one.of, one]));
}

function explanation(of: string, over: Partial<Recorded> = {}): Explanation {
  const found = explanations(over).get(of);
  if (!found) throw new Error(`${of} is not explained`);
  return found;
}

/** The value of a filled formula, as a reader would work it out: from the left, · and / first. */
function workedOut(filled: string): number {
  const tokens = filled.match(/[\d.e]+d?|[()·/−]/g) ?? [];
  function next(): number {
    const token = tokens.shift() ?? '';
    if (token === '(') {
      const inside = sum();
      tokens.shift();
      return inside;
    }
    const days = token.endsWith('d') ? 86_400 : 1;
    return Number(token.replace('d', '')) * days;
  }
  function product(): number {
    let value = next();
    while (tokens[0] === '·' || tokens[0] === '/') {
      value = tokens.shift() === '·' ? value * next() : value / next();
    }
    return value;
  }
  function sum(): number {
    let value = product();
    while (tokens[0] === '−') {
      tokens.shift();
      value -= product();
    }
    return value;
  }
  return sum();
}

describe('explanations', () => {
  it.each([
    'attained',
    'consumed',
    'remaining',
    'burn:1h',
    'burn:6h',
    'exhaustion',
  ])('work out: the formula of %s gives its result', of => {
    for (const coverage of [1, 0.0667]) {
      const { filled, result } = explanation(of, { coverage });
      expect(result).toMatchObject({
        state: 'measured',
        value: expect.closeTo(workedOut(filled), 6),
      });
    }
  });

  it('cite value, window, age, query and a link of each number', () => {
    expect(explanation('consumed').evidence).toEqual([
      {
        symbol: 'bad',
        meaning: 'bad events within 30d',
        unit: 'events',
        value: 400,
        newestAt: '2026-11-25T09:58:00.000Z',
        query:
          'slo:bad_events:sum30d{slo_id="checkout-availability",environment="prod"}',
        url: expect.stringContaining('https://prom.example/graph'),
      },
      expect.objectContaining({ symbol: 'total', value: 1_000_000 }),
      {
        symbol: 'B',
        meaning: 'share that may fail: 1 − 0.999',
        unit: 'ratio',
        value: 0.001,
      },
    ]);
  });

  it('say of a young objective how much of its window counts', () => {
    const { formula, filled, evidence } = explanation('remaining', {
      coverage: 0.0667,
    });
    expect(formula).toBe('R = 1 − c · bad / (B · total)');
    expect(filled).toBe('1 − 0.0667 · 400 / (0.001 · 1000000)');
    expect(evidence.at(-1)).toMatchObject({ symbol: 'c', value: 0.0667 });
  });

  it('say of a fast burn what the events of its hour prove', () => {
    const fast = { ratio1h: 0.02, hour: { bad: 20, total: 1_000 } };
    expect(explanation('burn:1h', fast).evidence.at(-1)).toMatchObject({
      symbol: 'at least',
      value: expect.closeTo(13.29, 2),
    });
  });

  it('say why there is no number', () => {
    const { filled, result, evidence } = explanation('remaining', {
      total: undefined,
      bad: undefined,
    });
    expect(filled).toBe('1 − bad / (0.001 · total)');
    expect(result).toMatchObject({
      state: 'unknown',
      reason: { code: 'neverSeen' },
    });
    expect(evidence[0]).not.toHaveProperty('value');
  });

  it('quote labels so that they stay text', () => {
    const id = 'x"} or vector(1) #';
    const [bad] = explanation('consumed', { id }).evidence;
    expect(bad?.query).toBe(
      'slo:bad_events:sum30d{slo_id="x\\"} or vector(1) #",environment="prod"}',
    );
  });
});
