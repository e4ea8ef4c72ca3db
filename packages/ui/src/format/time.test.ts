import { formatAge, formatTime, parseTime } from './age';
import { aboutDuration, formatDuration, formatSpan } from './duration';

const s = 1000;
const m = 60 * s;
const h = 60 * m;
const d = 24 * h;

describe('a duration', () => {
  it.each([
    [26 * m + 41 * s, '26 m 41 s'],
    [43 * m, '43 m'],
    [d + 4 * h, '1 d 4 h'],
    [h + 30 * s, '1 h'],
    [900, '0 s'],
    [0, '0 s'],
    [-90 * s, '−1 m 30 s'],
    [undefined, 'unknown'],
    [NaN, 'unknown'],
  ])('of %p reads %p', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it.each([
    [21 * m, 'about 21 min'],
    [50 * s, 'about 1 min'],
    [10 * s, 'less than a minute'],
    [95 * m, 'about 2 h'],
    [50 * h, 'about 2 d'],
    [-1, 'unknown'],
    [undefined, 'unknown'],
  ])('estimated as %p reads %p', (ms, text) => {
    expect(aboutDuration(ms)).toBe(text);
  });

  it.each([
    [9 * s, '9 s'],
    [4 * m + 59 * s, '4 min'],
    [26 * h, '26 h'],
    [49 * h, '2 d'],
    [undefined, 'unknown'],
  ])('as a span of %p reads %p', (ms, text) => {
    expect(formatSpan(ms)).toBe(text);
  });
});

describe('an age', () => {
  const now = Date.parse('2026-11-25T13:02:07Z');

  it.each([
    [now - 9 * s, '9 s ago'],
    [now - 4 * m, '4 min ago'],
    [now - 26 * h, '26 h ago'],
    [now - 300, 'just now'],
    [now + 2 * s, 'just now'],
    [now + 3 * m, 'in 3 min'],
  ])('at %p reads %p', (at, text) => {
    expect(formatAge(at, now)).toBe(text);
  });

  it('never makes up a time', () => {
    expect(formatAge('yesterday-ish', now)).toBe('at an unknown time');
    expect(formatAge(undefined, now)).toBe('at an unknown time');
    expect(formatTime('?')).toBe('unknown time');
    expect(parseTime('x')).toBeUndefined();
  });

  it('is absolute with its zone on request', () => {
    expect(formatTime('2026-11-25T13:02:07Z', 'UTC')).toBe(
      '25 Nov 2026, 13:02:07 UTC',
    );
    expect(formatTime('2026-11-25T13:02:07Z', 'Europe/Berlin')).toContain(
      '14:02:07',
    );
  });
});
