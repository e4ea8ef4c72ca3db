import { formatMarker, parseMarker, startTimeIn } from './marker.ts';

describe('marker', () => {
  it('reads back what it wrote, with colons in the path', () => {
    const marker = { pid: 42, startedAt: '1234', root: '/home/a:b/greenlight' };
    expect(parseMarker(formatMarker(marker))).toEqual(marker);
  });

  it.each(['', 'x', '42', '42:abc:/home', 'a:1:/home'])(
    'takes %p for no marker',
    text => expect(parseMarker(text)).toBe(undefined),
  );

  it('finds the start time behind a name with blanks and brackets', () => {
    const fields = Array.from({ length: 40 }, (_, i) => `${i + 3}`);
    expect(startTimeIn(`7 (odd) name) ${fields.join(' ')}`)).toBe('22');
  });
});
