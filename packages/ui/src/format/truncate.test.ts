import { middleTruncate, oneLine, splitTail } from './truncate';

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

describe('a name that gives way where there is little room', () => {
  it('keeps its last characters apart', () => {
    expect(splitTail('2026.11.25-rc.1', 6)).toEqual({
      head: '2026.11.2',
      tail: '5-rc.1',
    });
  });

  it('stays in one piece while it is short', () => {
    expect(splitTail('sha-6566964', 6)).toEqual({
      head: 'sha-6566964',
      tail: '',
    });
    expect(splitTail('', 6)).toEqual({ head: '', tail: '' });
  });

  it('cuts no character in half', () => {
    expect(splitTail('🚀🚀🚀🚀🚀', 2)).toEqual({
      head: '🚀🚀🚀',
      tail: '🚀🚀',
    });
  });
});

describe('a text of unknown origin', () => {
  it('becomes one line', () => {
    expect(oneLine('  line one\r\nline\ttwo \n')).toBe('line one line two');
  });

  it('is bounded', () => {
    expect(oneLine('word '.repeat(1000), 20)).toBe('word word word word…');
    expect(oneLine(`${'\n'.repeat(1000)}x`, 20)).toBe('…');
    expect(oneLine('x'.repeat(20), 20)).toHaveLength(20);
  });
});
