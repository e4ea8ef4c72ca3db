import { middleTruncate } from './truncate';

describe('a long name', () => {
  it('stays whole while it fits', () => {
    expect(middleTruncate('checkout', 8)).toBe('checkout');
    expect(middleTruncate('', 8)).toBe('');
  });

  it('is cut in the middle and keeps both ends', () => {
    expect(middleTruncate('checkout-payments-eu-west-1', 11)).toBe(
      'check…est-1',
    );
  });

  it('cuts no character in half', () => {
    expect(middleTruncate('🚀🚀🚀🚀🚀🚀🚀🚀', 5)).toBe('🚀🚀…🚀🚀');
    expect(middleTruncate('🚀🚀🚀', 3)).toBe('🚀🚀🚀');
  });

  it('takes ten thousand characters', () => {
    expect(middleTruncate('x'.repeat(10_000), 40)).toHaveLength(40);
  });
});
