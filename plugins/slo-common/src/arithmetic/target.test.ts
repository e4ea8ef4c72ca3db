import fc from 'fast-check';
import { exactTarget } from './target';
import { readWindow } from './window';

describe('exactTarget', () => {
  it.each([
    ['99.9', '0.999', '0.001'],
    ['99.99', '0.9999', '0.0001'],
    ['99.95', '0.9995', '0.0005'],
    ['99', '0.99', '0.01'],
    ['99.50', '0.995', '0.005'],
    ['99.9999', '0.999999', '0.000001'],
  ])(
    'reads %s %% without an artefact of binary fractions',
    (text, ratio, budget) => {
      expect(exactTarget(text)).toMatchObject({
        ok: true,
        target: { ratio: { text: ratio }, budget: { text: budget } },
      });
    },
  );

  it.each(['100', '100.0', '101'])('refuses %s, with the reason', text => {
    expect(exactTarget(text)).toEqual({
      ok: false,
      sentence: expect.stringContaining('below 100'),
    });
  });

  it.each(['0', '0.0', '0.999', '1', '1.0'])(
    'takes %s for a ratio, which would leave nearly everything as budget',
    text => {
      expect(exactTarget(text)).toEqual({
        ok: false,
        sentence: expect.stringContaining('in percent, for example 99.9'),
      });
    },
  );

  it('says how to write a target with a comma', () => {
    expect(exactTarget('99,9')).toEqual({
      ok: false,
      sentence: 'the target is "99,9": write it with a point, for example 99.9',
    });
  });

  it.each(['', 'NaN', 'Infinity', '1e2', '-1', '99.9%', '0x63', '٩٩'])(
    'refuses %j, which is no decimal number',
    text => {
      expect(exactTarget(text)).toMatchObject({ ok: false });
    },
  );

  it('moves the decimal point of any target exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 99 }),
        fc.stringMatching(/^\d{0,6}$/),
        (whole, fraction) => {
          const text = fraction ? `${whole}.${fraction}` : String(whole);
          const read = exactTarget(text);
          if (!read.ok) throw new Error(read.sentence);
          const digits = 2 + fraction.length;
          const scale = 10n ** BigInt(digits);
          const asInteger = (decimal: string) => {
            const [head = '0', tail = ''] = decimal.split('.');
            return BigInt(head + tail.padEnd(digits, '0'));
          };
          const { ratio, budget } = read.target;
          expect(asInteger(ratio.text) + asInteger(budget.text)).toBe(scale);
          expect(asInteger(ratio.text)).toBe(BigInt(`${whole}${fraction}`));
        },
      ),
    );
  });
});

describe('readWindow', () => {
  it.each([
    ['30d', 2_592_000],
    ['4w', 2_419_200],
    ['1h', 3600],
    ['5m', 300],
    ['1d12h', 129_600],
    ['5h36m', 20_160],
    ['366d', 31_622_400],
  ])('reads %s', (text, seconds) => {
    expect(readWindow(text)).toEqual({ ok: true, window: { text, seconds } });
  });

  it.each(['', '1M', '0d', '30', 'd', '1.5h', '-1d', '30d}', '12h1d', '367d'])(
    'refuses %s',
    text => {
      expect(readWindow(text)).toMatchObject({ ok: false });
    },
  );
});
