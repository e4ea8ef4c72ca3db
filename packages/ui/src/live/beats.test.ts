import { BeatSequence, toBeat } from './beats';

describe('the sequence of beats', () => {
  it('starts with a gap, then follows', () => {
    const beats = new BeatSequence();
    expect(beats.take({ boot: 'a', seq: 7 })).toBe(true);
    expect(beats.take({ boot: 'a', seq: 8 })).toBe(false);
    expect(beats.take({ boot: 'a', seq: 10 })).toBe(true);
    expect(beats.take({ boot: 'a', seq: 11 })).toBe(false);
  });

  it('counts each sender for itself, and a restart as a gap', () => {
    const beats = new BeatSequence();
    beats.take({ boot: 'a', seq: 1 });
    expect(beats.take({ boot: 'b', seq: 1 })).toBe(true);
    expect(beats.take({ boot: 'a', seq: 2 })).toBe(false);
    expect(beats.take({ boot: 'b', seq: 2 })).toBe(false);
  });

  it('knows nothing any more after a silence', () => {
    const beats = new BeatSequence();
    beats.take({ boot: 'a', seq: 1 });
    beats.forget();
    expect(beats.take({ boot: 'a', seq: 2 })).toBe(true);
  });

  it('keeps a bounded memory of senders', () => {
    const beats = new BeatSequence();
    beats.take({ boot: 'first', seq: 1 });
    for (let i = 0; i < 40; i++) beats.take({ boot: `b${i}`, seq: 1 });
    expect(beats.take({ boot: 'first', seq: 2 })).toBe(true);
  });
});

describe('a message on the channel', () => {
  it.each([undefined, null, 'x', 7, {}, { boot: 1, seq: 2 }, { boot: 'a' }])(
    'that is %p is no beat',
    message => {
      expect(toBeat(message)).toBeUndefined();
    },
  );

  it('keeps only hints that are text', () => {
    expect(toBeat({ boot: 'a', seq: 1, hints: ['x', 3, null] })).toEqual({
      boot: 'a',
      seq: 1,
      hints: ['x'],
    });
    expect(toBeat({ boot: 'a', seq: 1, hints: 'x' })).toEqual({
      boot: 'a',
      seq: 1,
    });
  });
});
