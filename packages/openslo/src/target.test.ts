import fc from 'fast-check';
import { parseTargetPercent, parseTargetRatio, type Target } from './target';

function percent(text: string): Target {
  const read = parseTargetPercent(text);
  if (!read.ok) throw new Error(read.wrong);
  return read.value;
}

/** Digits of `0.999` as a whole number of units of 10^-places. */
function units(text: string, places: number): bigint {
  const [whole = '', decimals = ''] = text.split('.');
  return BigInt(whole + decimals.padEnd(places, '0'));
}

it.each([
  ['99.9', '0.999', '0.001'],
  ['99.95', '0.9995', '0.0005'],
  ['99.999999', '0.99999999', '0.00000001'],
  ['95', '0.95', '0.05'],
  ['99.90', '0.999', '0.001'],
])('%s %% are %s, and %s may fail', (text, ratio, budget) => {
  expect(percent(text)).toMatchObject({ ratio, budget });
});

it('shifts the decimal point exactly, and ratio and budget are exactly one', () => {
  const whole = fc.integer({ min: 2, max: 99 });
  const decimals = fc.string({
    unit: fc.constantFrom(...'0123456789'),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(whole, decimals, (before, after) => {
      const { ratio, budget } = percent(`${before}.${after}`);
      const one = 10n ** 14n;
      expect(units(ratio, 14)).toBe(
        BigInt(`${before}${after.padEnd(12, '0')}`),
      );
      expect(units(ratio, 14) + units(budget, 14)).toBe(one);
    }),
  );
});

it('reads the same target from percent and from a ratio', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20_000, max: 999_999 }), millionths => {
      const ratio = `0.${String(millionths).padStart(6, '0')}`;
      const read = parseTargetRatio(ratio);
      if (!read.ok) throw new Error(read.wrong);
      expect(percent(read.value.percent)).toEqual(read.value);
    }),
  );
});

it('never throws and never takes what is no decimal', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      const read = parseTargetPercent(text);
      expect(read.ok && !/^\d+(\.\d+)?$/.test(text)).toBe(false);
    }),
  );
});
