import {
  formatBurnRate,
  formatCount,
  formatFactor,
  formatPercent,
  formatWeight,
} from './number';

const plain = (text: string) => text.replace(/\u00a0/g, ' ');

describe('a percentage', () => {
  it.each([
    [38.2, '38.2 %'],
    [38, '38.0 %'],
    [0, '0 %'],
    [100, '100 %'],
    [99.93, '99.9 %'],
    [99.96, '>99.9 %'],
    [99.999999, '>99.9 %'],
    [0.04, '<0.1 %'],
    [0.000001, '<0.1 %'],
    [0.05, '0.1 %'],
    [100.04, '>100 %'],
    [112.5, '112.5 %'],
    [-3.24, '−3.2 %'],
    [-0.04, '>−0.1 %'],
    [1234.5, '1,234.5 %'],
  ])('writes %p as %p', (value, text) => {
    expect(plain(formatPercent(value))).toBe(text);
  });

  it('takes more digits where a target needs them', () => {
    expect(plain(formatPercent(99.93, { digits: 2 }))).toBe('99.93 %');
    expect(plain(formatPercent(99.9999, { digits: 2 }))).toBe('>99.99 %');
    expect(plain(formatPercent(0.3, { digits: 0 }))).toBe('<1 %');
  });

  it.each([undefined, NaN, Infinity, -Infinity])(
    'says unknown for %p',
    value => {
      expect(formatPercent(value)).toBe('unknown');
      expect(formatWeight(value)).toBe('unknown');
      expect(formatCount(value)).toBe('unknown');
      expect(formatFactor(value)).toBe('unknown');
      expect(formatBurnRate(value)).toBe('unknown');
    },
  );
});

describe('a weight', () => {
  it('is whole where it can be', () => {
    expect(plain(formatWeight(25))).toBe('25 %');
    expect(plain(formatWeight(33.34))).toBe('33.3 %');
    expect(plain(formatWeight(99.99))).toBe('>99.9 %');
  });
});

describe('a factor', () => {
  it.each([
    [3.14, '3.1×'],
    [0.4, '0.4×'],
    [0, '0×'],
    [0.04, '<0.1×'],
    [14.4, '14.4×'],
  ])('writes %p as %p', (value, text) => {
    expect(formatFactor(value)).toBe(text);
  });

  it('says that a burn above 1 is too fast', () => {
    expect(formatBurnRate(3.1)).toBe('3.1× too fast');
    expect(formatBurnRate(1)).toBe('1.0×');
    expect(formatBurnRate(0.2)).toBe('0.2×');
  });
});

it('separates thousands in counts', () => {
  expect(formatCount(31204)).toBe('31,204');
  expect(formatCount(-1200)).toBe('−1,200');
});
