import { prometheusOf } from './commands.ts';

const WITH = { default: true };

describe('The Prometheus of "lab up"', () => {
  it('is the built one, with controllers', () => {
    expect(prometheusOf({}, WITH)).toBe('3');
    expect(prometheusOf({}, { default: false })).toBe(false);
  });

  it('is the one that is asked for', () => {
    expect(prometheusOf({ prometheus: '2' }, WITH)).toBe('2');
    expect(prometheusOf({ 'no-prometheus': true }, WITH)).toBe(false);
  });

  it('is not of another version, nor wanted and unwanted', () => {
    expect(() => prometheusOf({ prometheus: '2.42' }, WITH)).toThrow(
      /"2\.42", but must be 3 .* or 2/,
    );
    expect(() =>
      prometheusOf({ prometheus: '3', 'no-prometheus': true }, WITH),
    ).toThrow(/leave one out/);
  });
});
