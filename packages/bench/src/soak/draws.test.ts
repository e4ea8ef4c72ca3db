import { drawsFrom } from './draws.ts';

describe('random choices of a soak', () => {
  const some = (seed: number) => {
    const { whole } = drawsFrom(seed);
    return Array.from({ length: 50 }, () => whole(10));
  };

  it('are the same for the same seed and others for another one', () => {
    expect(some(7)).toEqual(some(7));
    expect(some(7)).not.toEqual(some(8));
  });

  it('reach every choice', () => {
    const { pick } = drawsFrom(1);
    const picked = Array.from({ length: 200 }, () => pick(['a', 'b', 'c']));
    expect(new Set(picked)).toEqual(new Set(['a', 'b', 'c']));
  });

  it('cannot pick from nothing', () => {
    expect(() => drawsFrom(1).pick([])).toThrow('nothing to pick');
  });
});
