import fc from 'fast-check';
import type { Burn } from '../budget';
import { target } from '../testing/builders';
import { burnOf, burnOfRatio } from './burnOf';

const T = target('99.9');
const rate = (burn: Burn) =>
  burn.state === 'measured' ? burn.rate : burn.reason.code;

describe('burnOf', () => {
  it('divides the share of bad events by the budget', () => {
    expect(
      rate(burnOf({ target: T, window: '1h', bad: 3, total: 1000 })),
    ).toBeCloseTo(3, 9);
  });

  it('is unknown without events, and with numbers that make no sense', () => {
    const of = (bad: number, total: number) =>
      rate(burnOf({ target: T, window: '1h', bad, total }));
    expect(of(0, 0)).toBe('noTraffic');
    expect(of(NaN, 5)).toBe('invalidData');
    expect(of(6, 5)).toBe('invalidData');
    expect(
      rate(burnOfRatio({ target: T, window: '1h', errorRatio: undefined })),
    ).toBe('noTraffic');
    expect(
      rate(burnOfRatio({ target: T, window: '1h', errorRatio: Infinity })),
    ).toBe('invalidData');
  });

  it('takes the noise of differences for none', () => {
    const burn = burnOf({ target: T, window: '1h', bad: -1e-9, total: 1000 });
    expect(burn).toMatchObject({ rate: 0, events: { bad: 0, total: 1000 } });
  });

  it('never gives NaN', () => {
    const any = fc.double();
    fc.assert(
      fc.property(any, any, (bad, total) => {
        const burn = burnOf({ target: T, window: '1h', bad, total });
        if (burn.state === 'unknown') return;
        expect(Number.isFinite(burn.rate)).toBe(true);
        expect(burn.errorRatio).toBeGreaterThanOrEqual(0);
        expect(burn.errorRatio).toBeLessThanOrEqual(1);
      }),
    );
  });
});
