import { formatMarker, parseMarker, startTimeIn } from './marker.ts';

/** Field 22 is the start time; the state stands third, behind the name. */
const aStat = (state: string) =>
  `7 (odd) name) ${state} ${Array.from({ length: 40 }, (_, i) => i + 4).join(
    ' ',
  )}`;

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
    expect(startTimeIn(aStat('S'))).toBe('22');
  });

  it.each(['Z', 'X'])('takes a process in state %s for dead', state => {
    expect(startTimeIn(aStat(state))).toBe(undefined);
  });
});
